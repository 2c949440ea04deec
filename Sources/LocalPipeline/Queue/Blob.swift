internal import FoundationEssentials
internal import GRDB

/// Bytes in columns of type BLOB.
enum Blob {
    static func value(_ bytes: [UInt8]) -> Data { Data(bytes) }

    static func bytes(_ row: Row, _ column: String) -> [UInt8] {
        let data: Data = row[column]
        return [UInt8](data)
    }
}
