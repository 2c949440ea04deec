import Glibc

/// The head that was parsed last, and the state in which it left the parser.
///
/// A server's heads are mostly equal to the byte, until its `Date` moves on. What a parser makes of equal bytes is
/// equal, so one comparison stands in for the parse. Heads that differ every time cost a short copy more.
public struct HeadMemo: ~Copyable {
    /// Longer heads are parsed each time.
    private static let capacity = 1024

    private let bytes = UnsafeMutableRawPointer.allocate(byteCount: Self.capacity, alignment: 16)
    private var count = 0
    private var state = ResponseParser()

    /// Remembers nothing yet.
    public init() {}

    deinit {
        bytes.deallocate()
    }

    /// The state after the head with which `input` begins, where it is the remembered one; its length is `headLength`.
    @inline(__always)
    fileprivate borrowing func recall(_ input: ByteScanner, for parser: ResponseParser) -> ResponseParser? {
        guard count > 0, count <= input.count, state.options == parser.options, memcmp(bytes, input.base, count) == 0
        else { return nil }
        return state
    }

    fileprivate var headLength: Int { count }

    fileprivate mutating func remember(_ input: ByteScanner, upTo end: Int, _ parser: ResponseParser) {
        guard end <= Self.capacity else { return }
        bytes.copyMemory(from: input.base, byteCount: end)
        count = end
        state = parser
    }
}

extension ResponseParser {
    /// As `parse(_:)`, with the help of the last head. All parsers that share a memo have the same limits.
    public mutating func parse(_ input: UnsafeRawBufferPointer, memo: inout HeadMemo) -> Step {
        guard let base = input.baseAddress, isFresh, !options.contains(.reportsHeaders) else { return parse(input) }
        let bytes = ByteScanner(base: base, count: input.count)
        if let known = memo.recall(bytes, for: self) {
            self = known
            return parse(bytes, from: memo.headLength)
        }
        var offset = 0
        while phase == .statusLine || phase == .fields {
            let event = phase == .statusLine ? parseStatusLine(bytes, &offset) : parseFields(bytes, &offset)
            if let event { return Step(consumed: offset, event: event) }
        }
        memo.remember(bytes, upTo: offset, self)
        return parse(bytes, from: offset)
    }

    /// Nothing of a response has been consumed.
    private var isFresh: Bool { phase == .statusLine && headBytes == 0 && flags.isEmpty }
}
