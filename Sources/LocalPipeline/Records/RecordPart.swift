internal import Glibc

/// The part of a run's file of requests that one worker writes: gzip members, the first of which is the header line. It ends with a
/// whole member whatever happens to the worker, so that parts can be joined.
public final class RecordPart {
    private let path: String
    private let descriptor: Descriptor
    private let encoder: GzipEncoder
    private var length: off_t = 0

    /// Makes the file, which must not be there.
    /// - Parameter header: first line of the content, its end included.
    /// - Throws: ``LocalPipelineError`` `notWritable`, `diskFull`, `inputOutput`, `capacity`.
    public init(path: String, header: [UInt8]) throws(LocalPipelineError) {
        self.path = path
        do throws(SystemError) {
            encoder = try GzipEncoder()
            descriptor = try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644)
        } catch {
            throw error.writingRecords(path)
        }
        try append(header)
    }

    /// Compresses and writes whole lines. Where not all of it finds room, nothing of it stays.
    /// - Throws: ``LocalPipelineError`` `diskFull`, `notWritable`, `inputOutput`.
    public func append(_ lines: [UInt8]) throws(LocalPipelineError) {
        let member = encoder.member(of: lines)
        do throws(SystemError) {
            try descriptor.writeAll(member)
        } catch {
            _ = ftruncate(descriptor.number, length)
            throw error.writingRecords(path)
        }
        length += off_t(member.count)
    }
}

extension Descriptor {
    func writeAll(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SystemError(count == 0 ? ENOSPC : errno) }
            rest = rest.dropFirst(count)
        }
    }
}

extension SystemError {
    /// The error of a failed attempt to write requests one by one.
    func writingRecords(_ path: String) -> LocalPipelineError {
        switch number {
        case EACCES, EPERM, EROFS:
            LocalPipelineError(.notWritable, "'\(path)' cannot be written (\(text)): name another file")
        case ENOSPC, EDQUOT, EFBIG:
            LocalPipelineError(.diskFull, "'\(path)' takes no more (\(text)): free some space, or name another file")
        case ENOMEM, EMFILE, ENFILE:
            LocalPipelineError(.capacity, "'\(path)' cannot be written (\(text)): close other programs")
        default: LocalPipelineError(.inputOutput, "'\(path)' cannot be written (\(text)): name another file")
        }
    }
}
