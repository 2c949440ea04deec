import AWSClient
import Glibc

/// Files without a name: gone with their descriptor, however the benchmark ends.
enum ScratchFile {
    /// - Returns: A descriptor to read and write; the caller closes it.
    static func open() throws -> Int32 {
        var path = Array("/tmp/pipeline-benchmark-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else {
            throw AWSError(operation: "open", code: "file", message: "no temporary file can be made")
        }
        unlink(path)
        return descriptor
    }

    /// Writes `bytes` to such a file.
    static func write(_ bytes: [UInt8]) throws {
        let descriptor = try open()
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                throw AWSError(operation: "write", code: "file", message: "the temporary file cannot be written")
            }
            rest = rest.dropFirst(count)
        }
    }
}
