import FoundationEssentials
import LocalPipeline
import PipelineTestKit
import ResultPipeline

/// Reads the database as a stranger does: with Python's sqlite3, in a process of its own.
enum IndependentReader {
    /// What `expression` prints, evaluated in Python with `db` an open connection.
    static func evaluate(_ expression: String, database: String) async throws -> String {
        let directory = try TemporaryDirectory()
        let script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); print(\(expression))"
        let command = WorkerCommand(
            executable: "/usr/bin/env",
            environment: ProcessInfo.processInfo.environment,
            output: .logs(directory: directory.path)
        ) { _, _ in ["python3", "-c", script, database] }
        let fleet = try ProcessFleet(command)
        _ = try await fleet.launch(try Sample.header("python", taskCount: 1))
        let output = { directory.text(of: "python-0.log").split(separator: "\n").joined(separator: "\n") }
        guard try await fleet.ends(of: "python") == [.stopped(exitCode: 0, reason: nil)] else {
            throw Missed(description: output())
        }
        return output()
    }

    /// `ok`, or what is damaged.
    static func integrity(of database: String) async throws -> String {
        try await evaluate("db.execute('PRAGMA integrity_check').fetchone()[0]", database: database)
    }
}
