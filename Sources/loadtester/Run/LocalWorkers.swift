import FoundationEssentials
import Glibc
import LocalPipeline

/// How worker processes are started.
enum LocalWorkers {
    /// Workers are this program again, under its own path: `/proc/self/exe` would not be followed by tools that look on.
    /// - Parameter records: the run's file of requests, where they are recorded.
    static func command(_ directory: DataDirectory, records: RecordFile? = nil) -> LocalPipeline.WorkerCommand {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = max(0, readlink("/proc/self/exe", &path, path.count - 1))
        let executable = String(decoding: path.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let dataPath = directory.path
        return LocalPipeline.WorkerCommand(
            executable: executable,
            environment: ProcessInfo.processInfo.environment,
            output: .logs(directory: directory.logs)
        ) { testId, taskIndex in
            ["worker", "--test-id", testId, "--task-index", String(taskIndex), "--data-dir", dataPath]
                + (records.map { ["--raw", $0.part(taskIndex)] } ?? [])
        }
    }
}
