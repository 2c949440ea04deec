internal import LoadPlan
internal import Measurement
public import Reporting
public import ResultPipeline

extension RunListEntry {
    /// A run as lists show it.
    public init(_ header: RunHeader) {
        self.init(
            testId: header.testId,
            createdAt: UTCTimestamp(epochMilliseconds: header.createdAt),
            targetUrl: header.plan.request.url.redacted,
            tasks: header.taskCount,
            virtualUsers: header.plan.virtualUsers,
            durationSeconds: header.plan.profile.seconds
        )
        result = header.outcome.map {
            RunListResult(verdict: $0.verdict, requests: $0.requests, failed: $0.failed, p99: $0.p99 > 0 ? $0.p99 : nil)
        }
    }
}
