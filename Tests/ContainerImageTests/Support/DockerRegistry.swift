import FoundationEssentials
import Glibc

/// `docker-registry serve` on a port of 127.0.0.1, until nobody uses it any more.
final class DockerRegistry {
    private static let names = ["docker-registry", "curl", "skopeo"]
    static let isInstalled = names.allSatisfy { Program($0) != nil }

    let authority: String
    private let folder: Folder
    private var pid: pid_t = 0

    struct Failure: Error { let text: String }

    init() throws {
        guard let program = Program("docker-registry"), let curl = Program("curl") else {
            throw Failure(text: "not installed")
        }
        folder = try Folder()
        authority = "127.0.0.1:\(try Self.freePort())"
        let settings = """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: \(folder.path)/data}}
            http: {addr: "\(authority)"}
            """
        let file = try folder.write(Array(settings.utf8), "registry.yml")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "\(folder.path)/log", O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let arguments: [String] = [program.path, "serve", file]
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        guard posix_spawn(&pid, program.path, &actions, nil, &words, environ) == 0 else { throw Failure(text: "spawn") }
        for _ in 0..<200 {
            if try curl.run(["--silent", "--fail", "http://\(authority)/v2/"]).status == 0 { return }
            usleep(50_000)
        }
        throw Failure(
            text: String(
                decoding: (try? Data(contentsOf: URL(filePath: "\(folder.path)/log"))) ?? Data(),
                as: UTF8.self
            )
        )
    }

    deinit {
        guard pid > 0 else { return }
        kill(pid, SIGKILL)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Failure(text: "no free port") }
        return UInt16(bigEndian: address.sin_port)
    }
}
