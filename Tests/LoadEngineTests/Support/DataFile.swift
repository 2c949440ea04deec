import Glibc
import LoadPlan

/// A file of rows for one test.
final class DataFile {
    let path: String

    init(_ text: String) throws {
        var name = Array("/tmp/loadtester-rows-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            offset += count
        }
        close(descriptor)
    }

    deinit {
        unlink(path)
    }

    func dataSet(
        columns: [String],
        rows: Int,
        order: DataSet.Order = .unique,
        atEnd: DataSet.AtEnd = .stop,
        format: DataSet.Format = .csv
    ) -> DataSet {
        DataSet(name: "users", location: path, format: format, order: order, atEnd: atEnd, columns: columns, rows: rows)
    }
}
