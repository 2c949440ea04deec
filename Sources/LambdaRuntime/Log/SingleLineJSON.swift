internal import FoundationEssentials

/// JSON on one line with sorted keys, so that equal values are equal bytes.
enum SingleLineJSON {
    /// For values of strings, whole numbers, booleans, arrays and objects only: those always encode.
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { [UInt8]($0) } ?? Array("{}".utf8)
    }
}
