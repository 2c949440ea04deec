/// Rows that iterations draw from.
public struct DataSet: Hashable, Sendable, Codable {
    /// The name by which templates use it.
    public var name: String
    /// Where its file is: an absolute path, or `s3://bucket/key`.
    public var location: String
    /// How its file is written.
    public var format: Format
    /// Which row an iteration draws.
    public var order: Order
    /// What happens when every row was drawn.
    public var atEnd: AtEnd
    /// The file's columns, in order, as read when the plan was.
    public var columns: [String]
    /// How many rows the file has, as counted when the plan was read.
    public var rows: Int

    /// How a file of rows is written.
    public enum Format: String, Hashable, Sendable, Codable {
        /// RFC 4180 with a header line.
        case csv
        /// One JSON object a line.
        case jsonLines = "jsonl"
    }

    /// Which row an iteration draws.
    public enum Order: String, Hashable, Sendable, Codable {
        /// Iteration k of the whole run draws row k, then again from the first.
        case sequential
        /// Any, each as likely.
        case random
        /// Iteration k of the whole run draws row k: no two virtual users anywhere get the same row, until `atEnd`.
        case unique
    }

    /// What happens when every row was drawn.
    public enum AtEnd: String, Hashable, Sendable, Codable {
        /// Begins again with the first row.
        case recycle
        /// Starts no more iterations; those that were due are dropped.
        case stop
    }

    /// Creates a data set.
    public init(
        name: String,
        location: String,
        format: Format,
        order: Order,
        atEnd: AtEnd,
        columns: [String],
        rows: Int
    ) {
        self.name = name
        self.location = location
        self.format = format
        self.order = order
        self.atEnd = atEnd
        self.columns = columns
        self.rows = rows
    }
}
