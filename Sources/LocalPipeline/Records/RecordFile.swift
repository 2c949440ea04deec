internal import Glibc

/// The file of a run's requests, and the parts beside it that become it when the run ends.
public struct RecordFile: Sendable {
    /// Absolute, without symbolic links.
    public let path: String
    private let testId: String

    /// Makes sure that the file and its parts can be written; the file is there afterwards.
    /// - Throws: ``LocalPipelineError`` `notWritable`, `diskFull`, `inputOutput`, `refused` for what is no regular file.
    public init(path: String, testId: String) throws(LocalPipelineError) {
        self.testId = testId
        do throws(SystemError) {
            self.path = try Self.made(path)
        } catch {
            throw error.number == EISDIR || error.number == EINVAL
                ? LocalPipelineError(.refused, "'\(path)' is no regular file: name one") : error.writingRecords(path)
        }
        removeParts(of: 1)
        _ = try RecordPart(path: part(0), header: [])
        removeParts(of: 1)
    }

    /// The part of a task.
    public func part(_ task: Int) -> String { "\(path).\(testId).part-\(task)" }

    /// Joins the parts in the order of the tasks, instead of what the file held, and removes them. Needs no more room than the largest
    /// part but the first.
    /// - Parameter header: the first line of every part.
    /// - Throws: ``LocalPipelineError`` where a part could not be joined; it and those after it are left, and what is in the file is
    ///   valid.
    public func join(tasks: Int, header: [UInt8]) throws(LocalPipelineError) {
        do throws(SystemError) {
            let encoder = try GzipEncoder()
            let head = encoder.member(of: header)
            var parts = (0..<max(0, tasks)).map(part).filter { access($0, F_OK) == 0 }[...]
            guard let first = parts.popFirst() else {
                return try Descriptor.open(path, O_WRONLY | O_TRUNC).writeAll(head)
            }
            guard rename(first, path) == 0 else { throw SystemError() }
            let whole = try Descriptor.open(path, O_WRONLY | O_APPEND)
            for part in parts {
                try Self.append(part, from: off_t(head.count), to: whole)
                unlink(part)
            }
        } catch {
            let problem = error.writingRecords(path)
            throw LocalPipelineError(
                problem.code,
                "the recorded requests could not be joined: \(problem.message); what is missing is in \(path).\(testId).part-N"
            )
        }
    }

    /// Removes parts, joined or not.
    public func removeParts(of tasks: Int) {
        for task in 0..<max(0, tasks) { unlink(part(task)) }
    }

    private static func made(_ path: String) throws(SystemError) -> String {
        let descriptor = try Descriptor.open(path, O_WRONLY | O_CREAT, mode: 0o644)
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else { throw SystemError() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(EINVAL) }
        guard let resolved = realpath(path, nil) else { throw SystemError() }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Appends a part without its header. Where not all of it finds room, nothing of it stays.
    private static func append(_ part: String, from offset: off_t, to whole: borrowing Descriptor) throws(SystemError) {
        let source = try Descriptor.open(part, O_RDONLY | O_NOFOLLOW)
        let length = lseek(whole.number, 0, SEEK_END)
        guard length >= 0, lseek(source.number, offset, SEEK_SET) >= 0 else { throw SystemError() }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(source.number, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            do throws(SystemError) {
                guard count >= 0 else { throw SystemError() }
                guard count > 0 else { return }
                try whole.writeAll(buffer[..<count])
            } catch {
                _ = ftruncate(whole.number, length)
                throw error
            }
        }
    }
}
