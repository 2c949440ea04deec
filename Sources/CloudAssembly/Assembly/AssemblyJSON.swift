internal import FoundationEssentials

/// JSON in the one form that the same values always have.
enum AssemblyJSON {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts, whole numbers and flags alone: nothing that JSON cannot hold.
        return (try? encoder.encode(value)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
    }
}
