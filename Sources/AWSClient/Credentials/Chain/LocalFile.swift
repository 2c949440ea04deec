internal import Glibc

/// Small files of this machine: configuration and tokens.
public enum LocalFile {
    /// Files above this many bytes are refused: none of those that are read here is that large.
    public static let limit = 1 << 20

    /// The content of a file, nil where there is none at `path`.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` where the file is there but cannot be read.
    public static func read(_ path: String) throws(AWSError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw unreadable(path)
        }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return content }
            if count < 0 {
                guard errno == EINTR else { throw unreadable(path) }
                continue
            }
            content += chunk[..<count]
            guard content.count <= limit else {
                throw .configuration("\(path) is larger than 1 MiB: name another file")
            }
        }
    }

    private static func unreadable(_ path: String) -> AWSError {
        .configuration(
            "\(path) cannot be read (\(SystemErrorText.current)): change its permissions or name another file"
        )
    }
}
