import Glibc

/// A file's bytes without a copy: pages come in as they are read, and the system may drop them again.
final class MappedFile: @unchecked Sendable {
    // Sendable: the memory is only ever read.
    let bytes: UnsafeRawBufferPointer

    /// - Throws: `EngineError` when the file cannot be opened or mapped.
    init(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw EngineError(.data, "The file '\(path)' cannot be opened (\(String(cString: strerror(errno)))).")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw EngineError(.data, "'\(path)' is no regular file.")
        }
        guard status.st_size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let memory = mmap(nil, status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
            throw EngineError(.data, "The file '\(path)' cannot be mapped (\(String(cString: strerror(errno)))).")
        }
        bytes = UnsafeRawBufferPointer(start: memory, count: status.st_size)
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }
}
