import FoundationEssentials
import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct StopTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func fleet(_ script: String, grace: Duration) throws -> ProcessFleet {
        let command = WorkerCommand(
            executable: "/bin/sh",
            environment: ["PATH": "/usr/bin:/bin"],
            output: .logs(directory: directory.path)
        ) { _, index in ["-c", script, "\(index)"] }
        return try ProcessFleet(command, grace: grace)
    }

    private func ready(_ count: Int, _ testId: String = "run") async throws {
        try await eventually("the readiness of all processes") {
            (0..<count).allSatisfy { directory.text(of: "\(testId)-\($0).log").contains("ready") }
        }
    }

    @Test func `stop lets tasks end politely within the grace`() async throws {
        let fleet = try fleet(
            // Ends by itself after a minute or so: where the test fails before it stops them, nothing else ends them.
            "trap 'echo bye; exit 3' TERM; echo ready; n=0; while [ $n -lt 5000 ]; do sleep 0.01; n=$((n + 1)); done",
            grace: .seconds(60)
        )
        _ = try await fleet.launch(try Sample.header("run", taskCount: 3))
        try await ready(3)
        try await fleet.stop("run")
        let states = try await fleet.status(of: "run").map(\.state)
        #expect(states == Array(repeating: .stopped(exitCode: 3, reason: "exit status 3: bye"), count: 3))
    }

    @Test func `stop ends by force those that do not listen, and their children`() async throws {
        let fleet = try fleet(
            "trap '' TERM; (sleep 300 & echo ready $!; wait); sleep 300",
            grace: .milliseconds(100)
        )
        _ = try await fleet.launch(try Sample.header("run", taskCount: 1))
        try await ready(1)
        let words = directory.text(of: "run-0.log").split(whereSeparator: \.isWhitespace)
        let grandchild = try #require(words.last)
        #expect(FileManager.default.fileExists(atPath: "/proc/\(grandchild)"))
        try await fleet.stop("run")
        let state = try await fleet.status(of: "run").map(\.state)
        #expect(state == [.stopped(exitCode: nil, reason: "killed by signal 9 (SIGKILL)")])
        try await eventually("the end of the grandchild") { !isAlive(String(grandchild)) }
    }

    @Test func `stop may be repeated, and leaves other runs alone`() async throws {
        let fleet = try fleet("echo ready; exec sleep 300", grace: .seconds(60))
        _ = try await fleet.launch(try Sample.header("run", taskCount: 1))
        _ = try await fleet.launch(try Sample.header("other", taskCount: 1))
        try await ready(1)
        try await fleet.stop("run")
        let stopped = try await fleet.status(of: "run")
        try await fleet.stop("run")
        try await fleet.stop("never launched")
        #expect(try await fleet.status(of: "run") == stopped)
        #expect(stopped.map(\.state) == [.stopped(exitCode: nil, reason: "killed by signal 15 (SIGTERM)")])
        #expect(try await fleet.status(of: "other").map(\.state) == [.running])
        try await fleet.stop("other")
    }

    @Test func `stop ends the tasks although its caller was cancelled`() async throws {
        let fleet = try fleet("echo ready; exec sleep 300", grace: .seconds(60))
        _ = try await fleet.launch(try Sample.header("run", taskCount: 2))
        try await ready(2)
        let caller = Task {
            while !Task.isCancelled { await Task.yield() }
            try await fleet.stop("run")
        }
        caller.cancel()
        try await caller.value
        #expect(try await !fleet.status(of: "run").map(\.state).contains(.running))
    }
}

/// Whether a process runs; one that has ended and waits to be reaped does not.
func isAlive(_ pid: String) -> Bool {
    guard let status = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/status")) else { return false }
    return !String(decoding: status, as: UTF8.self).contains("State:\tZ")
}
