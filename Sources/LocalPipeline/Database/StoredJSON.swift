internal import FoundationEssentials

/// Values as JSON text with sorted keys, so that equal values are equal text and a person can read them.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// - Parameter row: Names the row in the error.
    static func value<Value: Decodable>(_ type: Value.Type, from text: String, row: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw LocalPipelineError(
                .unreadableRow,
                "\(row) of table LoadTestResults cannot be read (\(error)): delete the row, or restore the file"
            )
        }
    }
}
