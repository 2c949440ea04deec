import FoundationEssentials
import Glibc
import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct SuddenDeathTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Starts senders and waits until each has had `count` messages acknowledged.
    private func senders(_ processes: Int, acknowledged count: Int) async throws -> (ProcessFleet, FleetLaunch) {
        let fleet = try ChildRole.fleet(.sender, directory: directory.path)
        let launch = try await fleet.launch(try Sample.header("sender", taskCount: processes))
        try await eventually("\(count) acknowledgements") {
            (0..<processes).allSatisfy { acknowledged(by: $0) >= count }
        }
        return (fleet, launch)
    }

    /// How many of its messages a sender has been told are stored. It counts from 0; a line cut short does not count.
    private func acknowledged(by index: Int) -> Int {
        directory.text(of: "logs/sender-\(index).log").split(separator: "\n")
            .filter { $0.hasPrefix("acknowledged ") && $0.hasSuffix(".") }.count
    }

    private func stored(in path: String) async throws -> [String: Int] {
        let queue = SQLiteResultQueue(try SQLiteDatabase(path: path), clock: { Sample.start })
        let bodies = try await queue.receive(limit: .max).map { String(decoding: $0.body, as: UTF8.self) }
        return Dictionary(bodies.map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test func `what was acknowledged survives SIGKILL of all senders, and the file is whole`() async throws {
        let (fleet, launch) = try await senders(3, acknowledged: 40)
        for name in launch.taskNames { kill(try #require(pid_t(name)), SIGKILL) }
        let killed = TaskStatus.State.stopped(exitCode: nil, reason: "killed by signal 9 (SIGKILL)")
        #expect(try await fleet.ends(of: "sender") == [killed, killed, killed])
        #expect(try await IndependentReader.integrity(of: directory.database) == "ok")
        let stored = try await stored(in: directory.database)
        for index in 0..<3 {
            let count = acknowledged(by: index)
            #expect((0..<count).allSatisfy { stored["message \($0)", default: 0] >= 1 })
        }
        let total = (0..<3).reduce(0) { $0 + acknowledged(by: $1) }
        #expect(stored.values.reduce(0, +) >= total)
    }

    @Test func `a copy of file and log, taken while others write, holds what was acknowledged before`() async throws {
        let (fleet, _) = try await senders(2, acknowledged: 20)
        let counts = (0..<2).map(acknowledged)
        // The write-ahead log first would miss a checkpoint; nothing checkpoints here, as the log is short.
        let copy = try TemporaryDirectory()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: directory.database + suffix, toPath: copy.database + suffix)
        }
        try await fleet.stop("sender")
        let stored = try await stored(in: copy.database)
        for count in counts {
            #expect((0..<count).allSatisfy { stored["message \($0)", default: 0] >= 1 })
        }
        #expect(stored.values.reduce(0, +) >= counts.reduce(0, +))
        #expect(try await IndependentReader.integrity(of: copy.database) == "ok")
    }

    @Test func `a log torn in the middle of its last write costs that write only`() async throws {
        let database = try directory.open()
        let queue = SQLiteResultQueue(database, clock: { Sample.start })
        for number in 0..<5 {
            try await queue.send([QueueMessage(testId: "run", body: Array("message \(number)".utf8))])
        }
        let copy = try TemporaryDirectory()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: directory.database + suffix, toPath: copy.database + suffix)
        }
        var status = stat()
        stat(copy.database + "-wal", &status)
        #expect(truncate(copy.database + "-wal", status.st_size - 100) == 0)
        let stored = try await stored(in: copy.database)
        #expect(stored == ["message 0": 1, "message 1": 1, "message 2": 1, "message 3": 1])
    }

    @Test func `eight processes that write at once lose nothing`() async throws {
        let fleet = try ChildRole.fleet(.writer, directory: directory.path)
        _ = try await fleet.launch(try Sample.header("writer", taskCount: 8))
        let ends = try await fleet.ends(of: "writer")
        #expect(ends == Array(repeating: .stopped(exitCode: 0, reason: nil), count: 8))
        let stored = try await stored(in: directory.database)
        #expect(stored.count == 800)
        #expect(stored.values.allSatisfy { $0 == 1 })
    }
}
