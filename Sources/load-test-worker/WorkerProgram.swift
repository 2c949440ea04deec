import AWSClient
import AWSPipeline
import AWSTransport
import FoundationEssentials
import Glibc
import LoadEngine
import LoadPlan
import ProcessControl
import ResultPipeline
import Synchronization

/// The worker's container: one task of a run, from the start barrier to its final manifest.
enum WorkerProgram {
    /// Connections to AWS at once: results never compete with the load for descriptors.
    private static let connections = 4
    /// Exit status of a task that was told to end: 128 + SIGTERM, as shells and ECS report it.
    private static let terminated: Int32 = 143

    /// Lives the task's life; the exit status is the result.
    static func run() -> Int32 {
        do {
            return try blocking { try await live(ProcessInfo.processInfo.environment) }
        } catch {
            say("error: \(error)")
            return ExitStatus.internalError.rawValue
        }
    }

    private static func live(_ environment: [String: String]) async throws -> Int32 {
        let settings = try WorkerSettings(environment: environment)
        let transport = try AsyncHTTPTransport(environment: environment, maxConnectionsPerHost: connections)
        let worker = try await worker(settings, environment, transport)
        let signals = Counter()
        Signals.onInterrupt { count in
            signals.set(count)
            worker.stop()
        }
        say("task \(settings.taskIndex) of run \(settings.testId) begins")
        let end = await worker.run()
        await transport.shutdown()
        say("task \(settings.taskIndex) of run \(settings.testId) ends: \(end.text)")
        return signals.value > 0 ? terminated : end.exitCode
    }

    private static func worker(
        _ settings: WorkerSettings,
        _ environment: [String: String],
        _ transport: AsyncHTTPTransport
    ) async throws -> TaskWorker {
        let access = try AWSAccess(environment: environment, transport: transport)
        let name = await TaskMetadata.taskARN(at: settings.metadataURI, by: transport)
        let policy = TargetPolicy(allowsPrivate: settings.allowsPrivateTargets)
        return TaskWorker(
            testId: settings.testId,
            taskIndex: settings.taskIndex,
            taskId: name ?? "\(settings.testId)-\(settings.taskIndex)",
            registry: access.registry(table: settings.table),
            queue: LoggedQueue(access.queue(SQSResultQueue.Settings(queueUrl: settings.queueUrl))) { say($0) },
            makeGenerator: { header in try await engine(header, access, policy) },
            options: settings.options,
            hardExit: { _exit(ExitStatus.internalError.rawValue) }
        )
    }

    private static func engine(
        _ header: RunHeader,
        _ access: AWSAccess,
        _ policy: TargetPolicy
    ) async throws -> LoadEngine {
        let signer = try await PlanSigner.make(
            for: header.plan,
            barred: PlanSigner.usedByTasks,
            credentials: { _ in access.credentials },
            onTrouble: { say($0) }
        )
        return try LoadEngine(
            plan: try await access.plans.withLocalData(header.plan),
            targetPolicy: policy,
            captures: header.captures ?? [:],
            resolveSecret: { try await access.secrets.text(of: $0) },
            signRequest: signer?.signing
        )
    }

    /// One line to the container's log.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Signals taken so far.
    private final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func set(_ value: Int) { count.withLock { $0 = value } }
    }
}

extension TaskEnd {
    fileprivate var text: String {
        switch self {
        case .completed(let lost): lost == 0 ? "its share is done" : "its share is done, \(lost) windows were lost"
        case .idle(let reason): "no load: \(reason)"
        case .failed(let reason): "failed: \(reason)"
        }
    }
}
