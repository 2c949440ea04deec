/// What a file of rows holds: its columns, and where each row begins, at eight bytes a row.
public struct DataIndex: Sendable {
    /// How the file is written.
    public let format: DataSet.Format
    /// The columns, in order: the fields of the header line, or the members of the first object.
    public let columns: [String]
    /// Where each row begins.
    private let offsets: [UInt64]

    /// Reads the whole file once and checks every row.
    /// - Throws: ``DataFileError`` for the first row that cannot be used, and for a file without rows.
    public init(_ bytes: UnsafeRawBufferPointer, format: DataSet.Format) throws(DataFileError) {
        self.format = format
        var offsets: [UInt64] = []
        switch format {
        case .csv: columns = try Self.indexCSV(bytes, &offsets)
        case .jsonLines: columns = try Self.indexJSONLines(bytes, &offsets)
        }
        guard !offsets.isEmpty else { throw DataFileError(.empty, line: 1, "The file has no rows.") }
        self.offsets = offsets
    }

    /// How many rows there are.
    public var rows: Int { offsets.count }

    /// Where the value of a column stands in a row (both from 0) of the indexed file; nil where a row has no such member.
    public func value(column: Int, row: Int, in bytes: UnsafeRawBufferPointer) -> DataValue? {
        guard offsets.indices.contains(row), columns.indices.contains(column) else { return nil }
        let offset = Int(offsets[row])
        switch format {
        case .csv:
            var reader = CSVReader(bytes, from: offset)
            return try? reader.readField(column)
        case .jsonLines: return JSONLinesReader(bytes, from: offset).readField(columns[column])
        }
    }

    private static func indexCSV(
        _ bytes: UnsafeRawBufferPointer,
        _ offsets: inout [UInt64]
    ) throws(DataFileError) -> [String] {
        var reader = CSVReader(bytes)
        var fields: [DataValue] = []
        guard try reader.readRow(&fields) else {
            throw DataFileError(.empty, line: 1, "The file is empty: it begins with a line of column names.")
        }
        let columns = fields.map { $0.text(in: bytes) }
        for (index, name) in columns.enumerated() where name.isEmpty || columns[..<index].contains(name) {
            throw DataFileError(
                .columnName,
                line: 1,
                name.isEmpty ? "Column \(index + 1) has no name." : "Two columns are named '\(name)'."
            )
        }
        while let start = reader.startOfRow() {
            let line = reader.line
            _ = try reader.readRow(&fields)
            guard fields.count == columns.count else {
                throw DataFileError(
                    .fieldCount,
                    line: line,
                    "The row has \(fields.count) fields, and the header names \(columns.count) columns."
                )
            }
            offsets.append(UInt64(start))
        }
        return columns
    }

    private static func indexJSONLines(
        _ bytes: UnsafeRawBufferPointer,
        _ offsets: inout [UInt64]
    ) throws(DataFileError) -> [String] {
        var reader = JSONLinesReader(bytes)
        var names: [DataValue] = []
        var values: [DataValue] = []
        var columns: [String] = []
        while let start = reader.startOfRow() {
            _ = try reader.readRow(names: &names, values: &values)
            if offsets.isEmpty { columns = names.map { $0.text(in: bytes) } }
            offsets.append(UInt64(start))
        }
        return columns
    }
}
