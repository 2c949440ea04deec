import FoundationEssentials
import Glibc

/// A program of the machine that reads what was written here.
struct Program {
    let path: String

    /// Nil where it is not installed.
    init?(_ name: String) {
        for folder in ["/usr/bin", "/bin", "/usr/local/bin"] where access("\(folder)/\(name)", X_OK) == 0 {
            path = "\(folder)/\(name)"
            return
        }
        return nil
    }

    /// Runs it and returns what it printed, errors included.
    func run(_ arguments: [String]) throws -> (status: Int32, output: [UInt8]) {
        let output = try Folder()
        let file = output.path + "/output"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, path, &actions, nil, &words, environ)
        guard code == 0 else { throw SpawnFailure(code: code) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return (status >> 8 & 0xff, Array(try Data(contentsOf: URL(filePath: file))))
    }

    struct SpawnFailure: Error { let code: Int32 }
}

/// A folder that is deleted when nobody uses it any more.
final class Folder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path(percentEncoded: false)
            + "image-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ content: [UInt8], _ name: String) throws -> String {
        let file = "\(path)/\(name)"
        let folder = file.split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
        try Data(content).write(to: URL(filePath: file))
        return file
    }
}
