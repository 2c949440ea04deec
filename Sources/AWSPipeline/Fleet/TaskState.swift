internal import AWSClient
internal import ResultPipeline

extension ECSTask {
    /// What ECS says where a task's own container has ended, whatever its exit status.
    private static let endedByItself = "Essential container in task exited"

    /// Where the task is in its life. All that comes before `STOPPED` counts as running: a container that has ended may
    /// still be about to be cleared away.
    /// - Parameter container: The worker's container, whose exit status counts.
    func state(of container: String) -> TaskStatus.State {
        guard lastStatus == "STOPPED" else { return .running }
        let containers = containers ?? []
        let worker = containers.first { $0.name == container } ?? containers.first { $0.exitCode != nil }
        let exitCode = worker?.exitCode.flatMap { Int32(exactly: $0) }
        var reasons: [String] = []
        if let exitCode, exitCode != 0 { reasons.append("exit status \(exitCode)") }
        if let stoppedReason, stoppedReason != Self.endedByItself { reasons.append(stoppedReason) }
        for container in containers {
            guard let reason = container.reason, !reasons.contains(where: { $0.contains(reason) }) else { continue }
            reasons.append(reason)
        }
        if exitCode == nil, reasons.isEmpty { reasons.append(stopCode ?? "stopped, and ECS does not say why") }
        let reason = reasons.isEmpty ? nil : BoundedText.clean(reasons.joined(separator: "; "))
        return .stopped(exitCode: exitCode, reason: reason)
    }
}
