import ArgumentParser
import FoundationEssentials
import Glibc
import LoadEngine
import LocalPipeline
import ProcessControl
import ResultPipeline

/// One task of a local run, started by `run` in a process of its own.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "worker", shouldDisplay: false)

    @Option var testId: String
    @Option var taskIndex: Int
    @Option var raw: String?
    @OptionGroup var data: DataOptions

    mutating func run() throws {
        let (testId, taskIndex) = (testId, taskIndex)
        try ParentWatch.begin(environment: ProcessInfo.processInfo.environment)
        let results = try LocalResults(try data.directory())
        let recorder = raw.map { RecordWriter(path: $0, task: taskIndex) }
        let worker = TaskWorker(
            testId: testId,
            taskIndex: taskIndex,
            taskId: "\(testId)-\(taskIndex)",
            registry: results.registry,
            queue: SQLiteResultQueue(results.database, clock: LocalResults.now),
            makeGenerator: { header in
                try LoadEngine(
                    plan: header.plan,
                    tasksOnThisMachine: header.taskCount,
                    captures: header.captures ?? [:],
                    signRequest: try await LocalSigning.signer(for: header.plan),
                    recorder: recorder
                )
            },
            hardExit: { _exit(ExitStatus.internalError.rawValue) }
        )
        Signals.onInterrupt { count in
            if count == 1 { worker.stop() } else { _exit(ExitStatus.interrupted.rawValue) }
        }
        let end = try blocking { await worker.run() }
        if case .failed(let reason) = end { Terminal.error.write("error: \(reason)\n") }
        Glibc.exit(end.exitCode)
    }
}
