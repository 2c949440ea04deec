import FoundationEssentials
import Testing

/// A file of `Tests/LoadTestStackTests/Golden`, to which a test's output is held.
///
///     LOADTESTER_RENEW_GOLDEN=1 swift test --filter GoldenTests
///
/// writes the files anew; what changed is then seen, and judged, in the difference. A name that changed there is a resource
/// that is replaced in every deployment.
struct GoldenFile {
    private let url: URL

    init(_ name: String, beside source: String = #filePath) {
        url = URL(filePath: source).deletingLastPathComponent().appending(path: "Golden/\(name)")
    }

    /// Holds `bytes` to the file: the first line that differs is told.
    func expect(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["LOADTESTER_RENEW_GOLDEN"] == "1" {
            try Data(bytes).write(to: url)
            return
        }
        let expected = try Array(Data(contentsOf: url))
        guard bytes != expected else { return }
        let lines = [expected, bytes].map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
        let line = zip(lines[0], lines[1]).prefix { $0 == $1 }.count
        Issue.record(
            """
            \(url.lastPathComponent), line \(line + 1): \(lines[1].dropFirst(line).first ?? "the end") instead of \
            \(lines[0].dropFirst(line).first ?? "the end"); renew with LOADTESTER_RENEW_GOLDEN=1 where that is meant
            """,
            sourceLocation: sourceLocation
        )
    }
}
