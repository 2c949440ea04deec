import Measurement
import Reporting
import ResultPipeline

extension EmbeddedMetric {
    /// The metrics of a record; nil where it is no window.
    init?(_ record: ResultRecord) {
        guard let window = record.message.window else { return nil }
        let attributes = record.attributes
        var times: LiveTimes?
        if let p50 = attributes.p50, let p95 = attributes.p95, let p99 = attributes.p99 {
            times = LiveTimes(p50: p50, p95: p95, p99: p99)
        }
        self.init(
            testId: record.testId,
            taskIndex: attributes.taskIndex,
            windowStart: window.windowStart,
            counts: window.endpoints.reduce(into: RequestCounts()) { $0 += $1.counts },
            responseTime: times,
            longestMs: attributes.max ?? 0
        )
    }
}
