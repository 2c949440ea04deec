import FoundationEssentials
import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct ProcessFleetTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// A fleet of shells; `$0` is the task's index.
    private func fleet(_ script: String, grace: Duration = .seconds(30)) throws -> ProcessFleet {
        let command = WorkerCommand(
            executable: "/bin/sh",
            environment: ["PATH": "/usr/bin:/bin", "GREETING": "hello"],
            output: .logs(directory: directory.path + "/logs")
        ) { testId, index in ["-c", script, "\(index)", testId] }
        return try ProcessFleet(command, grace: grace)
    }

    private func log(_ index: Int) -> String { directory.text(of: "logs/run-\(index).log") }

    @Test func `every task gets its index, the environment and a log`() async throws {
        let fleet = try fleet("echo $GREETING $0 $1; echo problem >&2")
        let launch = try await fleet.launch(try Sample.header("run", taskCount: 3))
        #expect(launch.failures.isEmpty)
        #expect(Set(launch.taskNames).count == 3)
        let ends = try await fleet.ends(of: "run")
        #expect(ends == Array(repeating: .stopped(exitCode: 0, reason: nil), count: 3))
        for index in 0..<3 { #expect(log(index) == "hello \(index) run\nproblem\n") }
        #expect(mode(of: directory.path + "/logs") == 0o700)
        #expect(mode(of: directory.path + "/logs/run-0.log") == 0o600)
    }

    @Test(
        arguments: [
            ("exit 70", 70, "exit status 70"),
            ("echo first; echo 'plan: no target'; echo; exit 64", 64, "exit status 64: plan: no target"),
            ("kill -9 $$", nil, "killed by signal 9 (SIGKILL)"),
            ("kill -SEGV $$", nil, "killed by signal 11 (SIGSEGV)"),
        ] as [(String, Int32?, String)]
    )
    func `the status of a task that failed says why`(script: String, code: Int32?, reason: String) async throws {
        let fleet = try fleet(script)
        _ = try await fleet.launch(try Sample.header("run", taskCount: 1))
        #expect(try await fleet.ends(of: "run") == [.stopped(exitCode: code, reason: reason)])
    }

    @Test func `a second launch starts only what is missing, and nothing that has ended`() async throws {
        let fleet = try fleet("if [ $0 = 0 ]; then exit 1; else exec sleep 300; fi")
        let first = try await fleet.launch(try Sample.header("run", taskCount: 2))
        try await eventually("the end of task 0") { try await fleet.status(of: "run").first?.state != .running }
        let second = try await fleet.launch(try Sample.header("run", taskCount: 3))
        #expect(second.taskNames.count == 3)
        #expect(Array(second.taskNames.prefix(2)) == first.taskNames)
        let states = try await fleet.status(of: "run").map(\.state)
        #expect(states == [.stopped(exitCode: 1, reason: "exit status 1"), .running, .running])
        try await fleet.stop("run")
    }

    @Test func `what cannot be started is a failure with a reason, not an error`() async throws {
        let command = WorkerCommand(
            executable: directory.path + "/missing",
            environment: [:],
            output: .logs(directory: directory.path)
        ) { _, _ in [] }
        let launch = try await ProcessFleet(command).launch(try Sample.header("run", taskCount: 2))
        #expect(launch.taskNames.isEmpty)
        #expect(launch.failures.map(\.reason) == ["LAUNCH", "LAUNCH"])
        #expect(launch.failures.first?.detail.contains("missing cannot be started") == true)
        #expect(launch.failures.first?.detail.contains("No such file or directory") == true)
    }

    @Test func `a run whose name is no name is refused before anything is made`() async throws {
        let fleet = try fleet("true")
        let error = await #expect(throws: LocalPipelineError.self) {
            _ = try await fleet.launch(try Sample.header("../run", taskCount: 1))
        }
        #expect(error?.code == .refused)
    }

    @Test func `the status of a run that was never launched is empty`() async throws {
        #expect(try await fleet("true").status(of: "run").isEmpty)
    }

    @Test func `workers inherit no descriptors but their output and the lifeline`() async throws {
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        #expect(open > 5)
        let fleet = try fleet("ls /proc/$$/fd; readlink /proc/$$/fd/0")
        _ = try await fleet.launch(try Sample.header("run", taskCount: 1))
        _ = try await fleet.ends(of: "run")
        #expect(log(0) == "0\n1\n2\n3\n/dev/null\n")
    }

    @Test func `workers are in process groups of their own`() async throws {
        let fleet = try fleet("cut -d ' ' -f 1,5 /proc/$$/stat")
        let name = try await fleet.launch(try Sample.header("run", taskCount: 1)).taskNames[0]
        _ = try await fleet.ends(of: "run")
        #expect(log(0) == "\(name) \(name)\n")
    }
}
