/// The segments of a path; dot segments are resolved as they come (URL Standard, path state).
struct PathBuilder {
    private var segments: [String] = []

    init() {}

    /// Starts with all of `path` but what follows its last slash.
    init(directoryOf path: String) {
        segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().dropLast().map(String.init)
    }

    var text: String { "/" + segments.joined(separator: "/") }

    /// Adds what stands between two slashes, or after the last one.
    mutating func append(_ segment: ArraySlice<UInt8>, isLast: Bool) {
        let encoded = PercentEncoding.path.encode(segment)
        switch Self.dots(encoded) {
        case 1: if isLast { segments.append("") }
        case 2:
            _ = segments.popLast()
            if isLast { segments.append("") }
        default: segments.append(encoded)
        }
    }

    /// The number of dots, written as such or as `%2e`, that a segment consists of; nil if there is anything else.
    private static func dots(_ segment: String) -> Int? {
        guard segment.utf8.count <= 6 else { return nil }
        let plain = segment.replacing("%2e", with: ".").replacing("%2E", with: ".")
        return plain.utf8.allSatisfy { $0 == UInt8(ascii: ".") } ? plain.utf8.count : nil
    }
}
