internal import ResultPipeline
internal import Synchronization

/// The last header that was decoded: runs are polled several times a second by all who take part, and hardly ever change.
final class HeaderMemo: Sendable {
    private let last = Mutex<(text: String, header: RunHeader)?>(nil)

    /// The header that `text` is.
    func header(_ text: String, decode: (String) throws -> RunHeader) rethrows -> RunHeader {
        if let last = last.withLock({ $0 }), last.text == text { return last.header }
        let header = try decode(text)
        last.withLock { $0 = (text, header) }
        return header
    }
}
