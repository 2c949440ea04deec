/// A JSONPath query (RFC 9535), checked and ready to be applied.
public struct JSONPath: Hashable, Sendable, CustomStringConvertible {
    /// The query as it was written.
    public let text: String
    let query: Query

    /// Reads a query.
    /// - Throws: ``JSONPathError`` with the column of what is wrong and what may stand there.
    public init(parsing text: String) throws(JSONPathError) {
        var parser = QueryParser(text)
        self.text = text
        query = try parser.parse()
    }

    /// The query as it was written.
    public var description: String { text }

    /// Whether the query can select one value at most.
    public var isSingular: Bool { query.isSingular }
}

/// Why a text is no JSONPath query.
public struct JSONPathError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Position of the first character that cannot be understood, from 1.
    public let column: Int
    /// What is wrong there and what is allowed, as a sentence.
    public let message: String

    /// A name of a fixed, small set.
    public var label: String { "json_path" }

    /// Column and message.
    public var description: String { "column \(column): \(message)" }
}
