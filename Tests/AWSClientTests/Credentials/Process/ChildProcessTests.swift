import FoundationEssentials
import Glibc
import Testing

@testable import AWSClient

@Suite
struct ChildProcessTests {
    private static let environment = ["PATH": "/usr/bin:/bin", "WHO": "me"]

    private static func output(_ script: String, limit: Int = 65_536, timeout: Duration = .seconds(60)) async throws
        -> String
    {
        let bytes = try await ChildProcess.output(
            of: ["/bin/sh", "-c", script],
            environment: environment,
            timeout: timeout,
            limit: limit
        )
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test
    func `takes what a program writes, and gives it its arguments and its environment`() async throws {
        let folder = try ScratchFolder()
        let script = try folder.write("printf '%s|' \"$@\"; env | sort; cat\n", to: "a script.sh")
        let bytes = try await ChildProcess.output(of: ["/bin/sh", script, "a b", ""], environment: Self.environment)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("a b||"))
        #expect(text.contains("\nWHO=me\n"))
        #expect(!text.contains("HOME="))
    }

    @Test
    func `takes output in pieces, up to the last one`() async throws {
        #expect(try await Self.output("printf a; sleep 0.1; printf b; sleep 0.1; printf c") == "abc")
        let size = 60_000
        #expect(try await Self.output("head -c \(size) /dev/zero | tr '\\0' x") == String(repeating: "x", count: size))
    }

    @Test
    func `does not wait for what a program leaves behind`() async throws {
        let folder = try ScratchFolder()
        let text = try await Self.output("sleep 300 & echo $! > \(folder.path)/pid; printf done")
        #expect(text == "done")
        let pid = try #require(folder.text(of: "pid").flatMap { pid_t($0.filter(\.isNumber)) })
        #expect(kill(pid, SIGKILL) == 0)
    }

    @Test(arguments: [
        ("exit 3", "ended with exit status 3: what it had to say is on standard error; run it by hand to see"),
        ("kill -9 $$", "was killed by signal 9: what it had to say is on standard error; run it by hand to see"),
    ])
    func `says how a program ended`(script: String, message: String) async throws {
        let error = try #require(await #expect(throws: ChildProcessError.self) { try await Self.output(script) })
        #expect(error == ChildProcessError(.failed, message))
    }

    @Test(arguments: ["/no/such/program", "loadtester-no-such-program", "/etc/passwd", "/etc"])
    func `says why a program cannot be started`(program: String) async throws {
        let error = try #require(
            await #expect(throws: ChildProcessError.self) {
                try await ChildProcess.output(of: [program], environment: Self.environment)
            }
        )
        #expect(error.code == .notStarted)
        #expect(error.message.hasPrefix("cannot be started ("))
    }

    @Test
    func `stops a program that takes too long, and its children`() async throws {
        let folder = try ScratchFolder()
        let error = try #require(
            await #expect(throws: ChildProcessError.self) {
                try await Self.output(
                    "sh -c 'echo $$ > \(folder.path)/pid; exec sleep 300' & wait",
                    timeout: .seconds(1)
                )
            }
        )
        #expect(error == ChildProcessError(.timeout, "did not end within 1 s and was stopped"))
        let pid = try #require(folder.text(of: "pid").flatMap { pid_t($0.filter(\.isNumber)) })
        try await becomes("the child is gone") { isGone(pid) }
    }

    @Test
    func `stops a program that writes too much`() async throws {
        #expect(try await Self.output("printf 1234567890", limit: 10) == "1234567890")
        let error = try #require(
            await #expect(throws: ChildProcessError.self) { try await Self.output("yes", limit: 10) }
        )
        #expect(error == ChildProcessError(.tooMuchOutput, "wrote more than 10 bytes: it must print one JSON document"))
    }

    @Test
    func `stops the program when the task is cancelled`() async throws {
        let folder = try ScratchFolder()
        let task = Task { try await Self.output("echo $$ > \(folder.path)/pid; exec sleep 300") }
        try await becomes("the program runs") { folder.text(of: "pid")?.hasSuffix("\n") == true }
        let pid = try #require(folder.text(of: "pid").flatMap { pid_t($0.filter(\.isNumber)) })
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(isGone(pid))
    }

    @Test
    func `hands down no descriptor but the three`() async throws {
        let inherited = open("/dev/null", O_RDONLY)
        defer { close(inherited) }
        #expect(fcntl(inherited, F_GETFD) == 0)
        // `ls` itself opens the directory, as 3.
        #expect(try await Self.output("exec ls /proc/self/fd") == "0\n1\n2\n3\n")
    }

    /// Whether no process has the id, or one that has ended and waits for init.
    private func isGone(_ pid: pid_t) -> Bool {
        guard let status = try? String(contentsOf: URL(filePath: "/proc/\(pid)/stat"), encoding: .utf8) else {
            return true
        }
        return status.split(separator: ")").last?.hasPrefix(" Z") ?? true
    }
}
