/// The header lines of a canonical request and the list of their names.
public struct CanonicalHeaders: Hashable, Sendable {
    /// `name:value` lines, names in lower case and sorted, each with its line feed.
    public let lines: String
    /// The names, joined by semicolons.
    public let names: String

    /// The header fields as they are signed. Fields of one name are joined by commas in their order; white space around
    /// a value is dropped, and within one collapsed.
    public init(_ headers: [SigningRequest.Header]) {
        var values: [String: [String]] = [:]
        for header in headers {
            let name = header.name.lowercased()
            guard !Self.unsigned.contains(name) else { continue }
            values[name, default: []].append(Self.collapsed(header.value))
        }
        let sorted = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        lines = sorted.map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined()
        names = sorted.map(\.key).joined(separator: ";")
    }

    /// Fields that a proxy may change on the way or that say nothing of the request; the list is botocore's, and the
    /// signature's own field.
    public static let unsigned: Set<String> = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    private static func collapsed(_ value: String) -> String {
        value.unicodeScalars.split { $0 == " " || $0.value >= 9 && $0.value <= 13 }
            .map { String($0) }
            .joined(separator: " ")
    }
}
