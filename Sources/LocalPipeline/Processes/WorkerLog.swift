internal import Glibc
internal import ResultPipeline

/// The file that takes a worker's standard output and error: `<testId>-<index>.log`. It is appended to.
struct WorkerLog: Sendable {
    let path: String

    init(directory: String, testId: String, taskIndex: Int) {
        path = "\(directory)/\(testId)-\(taskIndex).log"
    }

    /// Opens it for appending, and makes it where it is missing.
    func open() throws(SystemError) -> Descriptor {
        try Descriptor.open(path, O_WRONLY | O_CREAT | O_APPEND)
    }

    /// The last line that is not blank, of the last 4 KiB; nil where there is none.
    func lastLine() -> String? {
        guard let file = try? Descriptor.open(path, O_RDONLY) else { return nil }
        let size = lseek(file.number, 0, SEEK_END)
        guard size > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(file.number, &bytes, bytes.count, max(0, size - 4096))
        guard count > 0 else { return nil }
        let lines = bytes.prefix(count).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        let last = lines.last { line in line.contains { $0 > UInt8(ascii: " ") } }
        return last.map { BoundedText.clean(String(decoding: $0, as: UTF8.self)) }
    }
}
