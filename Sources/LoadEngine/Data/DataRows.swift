import LoadPlan

/// The rows of one data set, ready to be drawn from.
final class DataRows: Sendable {
    let dataSet: DataSet
    private let file: MappedFile
    private let index: DataIndex
    /// The file's position of each of the plan's columns.
    private let columns: [Int]

    /// Maps the file and finds its rows.
    /// - Throws: `EngineError` when it cannot be read, or is not what the plan was checked against.
    init(_ dataSet: DataSet) throws {
        self.dataSet = dataSet
        file = try MappedFile(dataSet.location)
        do throws(DataFileError) {
            index = try DataIndex(file.bytes, format: dataSet.format)
        } catch {
            throw EngineError(.data, "The data set '\(dataSet.name)' (\(dataSet.location)), \(error)")
        }
        let known = index.columns
        columns = try dataSet.columns.map { name in
            guard let position = known.firstIndex(of: name) else {
                throw EngineError(
                    .data,
                    "The data set '\(dataSet.name)' (\(dataSet.location)) has no column '\(name)' any more."
                )
            }
            return position
        }
    }

    /// How many rows there are.
    var count: Int { index.rows }

    /// Calls `body` with a row's value of one of the plan's columns; nil where the row has none.
    @inline(__always)
    func withValue(column: Int, row: Int, _ body: (UnsafeRawBufferPointer?) -> Void) {
        guard columns.indices.contains(column),
            let value = index.value(column: columns[column], row: row, in: file.bytes)
        else { return body(nil) }
        guard value.notation != .plain else {
            return body(UnsafeRawBufferPointer(rebasing: file.bytes[value.range]))
        }
        value.decoded(in: file.bytes).withUnsafeBytes { body($0) }
    }

    /// The row that iteration `iteration` of the whole run draws; nil where there are no more.
    func row(of iteration: Int, random: inout SplitMix64) -> Int? {
        switch dataSet.order {
        case .random: return Int.random(in: 0..<count, using: &random)
        case .sequential, .unique:
            guard iteration >= count else { return iteration }
            return dataSet.atEnd == .recycle ? iteration % count : nil
        }
    }
}
