import FoundationEssentials
import Glibc
import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

/// The bodies of child processes. In the test run itself these are skipped.
@Suite(.enabled(if: ChildRole.current != nil, "only in child processes of other tests"))
struct ChildRoles {
    @Test(.enabled(if: ChildRole.current == .sender))
    func `sends until killed`() async throws {
        let queue = SQLiteResultQueue(try database(), clock: { Sample.start })
        for number in 0... {
            try await queue.send([QueueMessage(testId: "killed", body: Array("message \(number)".utf8))])
            say("acknowledged \(number).")
        }
    }

    @Test(.enabled(if: ChildRole.current == .writer))
    func `sends a hundred messages`() async throws {
        let queue = SQLiteResultQueue(try database(), clock: { Sample.start })
        for number in 0..<100 {
            let body = "message \(ChildRole.taskIndex)/\(number)"
            try await queue.send([QueueMessage(testId: "writers", body: Array(body.utf8))])
        }
    }

    @Test(.enabled(if: ChildRole.current == .worker))
    func `watches its parent`() async throws {
        #expect(try ParentWatch.begin(environment: ProcessInfo.processInfo.environment))
        say("watching")
        try await Task.sleep(for: .seconds(300))
    }

    @Test(.enabled(if: ChildRole.current == .parent))
    func `starts workers and waits`() async throws {
        let fleet = try ChildRole.fleet(.worker, directory: ChildRole.directory)
        let launch = try await fleet.launch(try Sample.header("orphans", taskCount: 3))
        say("started " + launch.taskNames.joined(separator: " "))
        try await Task.sleep(for: .seconds(300))
        try await fleet.stop("orphans")
    }

    private func database() throws -> SQLiteDatabase {
        try SQLiteDatabase(path: ChildRole.directory + "/loadtester.db")
    }

    /// Writes a line at once, whatever buffers the test library has.
    private func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
