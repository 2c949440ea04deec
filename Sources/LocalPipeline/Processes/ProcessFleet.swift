internal import Glibc
public import ResultPipeline

/// Tasks as worker processes of this machine. Each is in a process group of its own, inherits no descriptor but its
/// output, and is to call ``ParentWatch/begin(environment:)`` first. The workers end with this process; they also end
/// when the fleet is released.
public final class ProcessFleet: Fleet {
    private let command: WorkerCommand
    private let grace: Duration
    private let lifeline: Lifeline
    private let processes = ProcessTable()

    /// A fleet without processes.
    /// - Parameters:
    ///   - command: What to start.
    ///   - grace: Time from SIGTERM to SIGKILL when a run is stopped.
    /// - Throws: ``LocalPipelineError`` `capacity` where this process has no descriptor left.
    public init(_ command: WorkerCommand, grace: Duration = .seconds(10)) throws(LocalPipelineError) {
        self.command = command
        self.grace = grace
        lifeline = try Lifeline()
    }

    /// Starts the tasks that this fleet has not started yet. One that has ended is not started again: its share of the
    /// plan is over. The limit on open descriptors is raised for them, as far as the system allows.
    /// - Throws: ``LocalPipelineError`` where no worker could be started at all for want of a log or a thread.
    public func launch(_ header: RunHeader) async throws -> FleetLaunch {
        let (testId, count) = (header.testId, header.taskCount)
        guard TestID.isValid(testId) else {
            throw LocalPipelineError(.refused, "a run is named by 1–64 of A-Za-z0-9._-, not by '\(testId)'")
        }
        if case .logs(let directory) = command.output { try DataDirectory.create(directory) }
        return try await SpawnThread.run { self.startMissing(testId, count: count) }
    }

    /// The tasks this fleet started, by index; empty where it started none. A task's name is its process id. The reason
    /// of one that failed quotes the last line of its log.
    public func status(of testId: String) async throws -> [TaskStatus] {
        processes.reaped(testId).map { process in
            let state: TaskStatus.State =
                process.end.map { end in
                    .stopped(exitCode: end.code, reason: end.reason(lastLine: process.log?.lastLine()))
                } ?? .running
            return TaskStatus(taskIndex: process.taskIndex, name: String(process.pid), state: state)
        }
    }

    /// SIGTERM to every worker of the run, and SIGKILL to those that still run when the grace has passed. Returns when
    /// all have ended. Cancelling the caller does not interrupt it.
    public func stop(_ testId: String) async throws {
        // A launch under way comes to its end first.
        try await SpawnThread.run {}
        await Task { await self.end(testId) }.value
    }

    private func startMissing(_ testId: String, count: Int) -> FleetLaunch {
        DescriptorLimit.raise()
        var launch = FleetLaunch(taskNames: [])
        for index in 0..<max(0, count) {
            do throws(LocalPipelineError) {
                launch.taskNames.append(String(try findOrStart(testId, index)))
            } catch {
                let detail = "task \(index): \(error.message)"
                launch.failures.append(LaunchFailure(reason: error.label.uppercased(), detail: detail))
            }
        }
        return launch
    }

    private func findOrStart(_ testId: String, _ index: Int) throws(LocalPipelineError) -> pid_t {
        if let known = processes.find(testId, index) { return known.pid }
        let process = try start(testId, index)
        processes.add(process, to: testId)
        return process.pid
    }

    private func start(_ testId: String, _ index: Int) throws(LocalPipelineError) -> WorkerProcess {
        let log = command.log(testId, index)
        var request = SpawnRequest(
            executable: command.executable,
            arguments: command.arguments(testId, index),
            environment: command.environment,
            lifeline: lifeline.workers.number
        )
        request.environment[ParentWatch.variable] = String(getpid())
        do throws(SystemError) {
            guard let log else {
                return WorkerProcess(taskIndex: index, pid: try request.spawn(output: STDERR_FILENO), log: nil)
            }
            let pid = try log.open().lend { number throws(SystemError) in try request.spawn(output: number) }
            return WorkerProcess(taskIndex: index, pid: pid, log: log)
        } catch {
            throw error.launching(command.executable, log: log?.path)
        }
    }

    private func end(_ testId: String) async {
        processes.signal(testId, SIGTERM)
        if await haveEnded(testId, within: grace) { return }
        processes.signal(testId, SIGKILL)
        // Only a process that hangs in the kernel is longer about it; its status then stays `running`.
        _ = await haveEnded(testId, within: .seconds(5))
    }

    private func haveEnded(_ testId: String, within limit: Duration) async -> Bool {
        let deadline = ContinuousClock.now + limit
        while processes.reaped(testId).contains(where: { $0.end == nil }) {
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }
}
