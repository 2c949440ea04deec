import Glibc
import Synchronization

@testable import LoadEngine

/// The demo API of `Tests/DemoAPI` as a process of its own.
final class DemoServer: Sendable {
    let url: String
    private let process: pid_t

    static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first { access($0, X_OK) == 0 }

    init(unique: Bool = false) throws {
        guard let python = Self.python else { throw EngineError(.step, "no python3") }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw EngineError(.step, "no pipe") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        // A child that outlives the tests must not hold their output open.
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let arguments = [python, Self.script, "--port", "0"] + (unique ? ["--unique"] : [])
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawn(&child, python, &actions, nil, &pointers, environ) == 0 else {
            throw EngineError(.step, "no process")
        }
        close(ends[1])
        process = child
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        close(ends[0])
        guard !line.isEmpty else { throw EngineError(.step, "the demo API did not begin: \(Self.script)") }
        url = String(decoding: line, as: UTF8.self)
    }

    func stop() {
        // Threads of the pool have other signals blocked, and a child inherits that.
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Beside the tests' own folder, wherever links lead.
    private static let script: String = {
        guard let path = realpath(#filePath, nil) else { return "" }
        defer { free(path) }
        let parts = String(cString: path).split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/DemoAPI/demo_api.py"
    }()
}
