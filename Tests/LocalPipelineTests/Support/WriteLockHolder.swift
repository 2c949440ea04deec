import FoundationEssentials
import LocalPipeline
import PipelineTestKit
import ResultPipeline

/// Another process that is in the middle of a write transaction.
struct WriteLockHolder {
    private let fleet: ProcessFleet

    init(_ directory: TemporaryDirectory) async throws {
        let script = """
            from sqlite3 import connect; import sys, time
            db = connect(sys.argv[1], isolation_level=None)
            db.execute('BEGIN IMMEDIATE')
            print('holding', flush=True)
            time.sleep(300)
            """
        let command = WorkerCommand(
            executable: "/usr/bin/env",
            environment: ProcessInfo.processInfo.environment,
            output: .logs(directory: directory.path)
        ) { [database = directory.database] _, _ in ["python3", "-c", script, database] }
        fleet = try ProcessFleet(command)
        _ = try await fleet.launch(try Sample.header("holder", taskCount: 1))
        try await eventually("the other transaction") { directory.text(of: "holder-0.log").contains("holding") }
    }

    /// Ends the process, and with it the transaction.
    func release() async throws {
        try await fleet.stop("holder")
    }
}
