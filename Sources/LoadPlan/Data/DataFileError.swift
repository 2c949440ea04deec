/// Why a file of rows cannot be used.
public struct DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure, as a bounded label.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// There is no header line, or not one row.
        case empty
        /// A quoted field does not end.
        case openQuote = "open_quote"
        /// Something other than a comma or the line's end follows a quoted field.
        case textAfterQuote = "text_after_quote"
        /// A row has more or fewer fields than the header.
        case fieldCount = "field_count"
        /// Two columns have one name, or one has none.
        case columnName = "column_name"
        /// A line is not one JSON object.
        case notAnObject = "not_an_object"
    }

    /// What kind of failure.
    public let code: Code
    /// The line in which it begins, from 1.
    public let line: Int
    /// What went wrong and what to do.
    public let message: String

    init(_ code: Code, line: Int, _ message: String) {
        self.code = code
        self.line = line
        self.message = message
    }

    /// The code as a name of a fixed, small set.
    public var label: String { code.rawValue }

    /// Line and message.
    public var description: String { "line \(line): \(message)" }
}
