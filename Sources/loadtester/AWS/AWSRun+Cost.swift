import AWSClient
import AWSPipeline
import LoadPlan
import Measurement
import ResultPipeline

extension AWSRun {
    /// What the run came to, by what was used of it. Nothing where the launcher's settings may not be read: the task's size
    /// would be a guess.
    func cost(of summary: RunSummary) async -> CostEstimate? {
        guard let set = try? await deployment.access.lambda.configuration(of: deployment.function),
            let settings = try? LauncherSettings(environment: set.environment)
        else { return nil }
        let tasks = summary.tasks.reported
        let usage = RunUsage(
            tasks: tasks,
            size: settings.taskSize,
            usesSpot: usesSpot,
            loadSeconds: summary.durationSeconds,
            messages: summary.tasks.windowsReceived + 2 * tasks,
            bytesSent: Double(summary.bytes.sent),
            usesNATGateway: settings.usesNATGateway
        )
        return CostEstimate(usage, prices: PriceTable(region: deployment.region))
    }
}
