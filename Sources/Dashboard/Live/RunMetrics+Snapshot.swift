public import LoadPlan
internal import Measurement
public import Reporting
public import ResultPipeline

extension RunMetrics {
    /// What monitoring systems are told of a look at a run.
    /// - Parameter time: When it was taken, epoch milliseconds.
    public init(_ snapshot: ProgressSnapshot, testId: String, plan: TestPlan, time: Int64) {
        self.init(
            testId: testId,
            target: "\(plan.request.method) \(plan.request.url.redacted)",
            startedAt: snapshot.startedAt ?? time,
            time: time,
            figures: ProgressFigures(snapshot, plan: plan),
            counts: snapshot.counts,
            bytes: snapshot.bytes,
            responseTime: snapshot.responseTime,
            serviceTime: snapshot.serviceTime
        )
    }
}
