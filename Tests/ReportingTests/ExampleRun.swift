import Measurement

/// Builds summaries the way the pipeline does: windows, merged.
struct ExampleRun {
    var verdict = Verdict.passed
    var reasons: [String] = []
    var targetUrl = "http://127.0.0.1:8080/"
    var tasks = TaskSummary(requested: 2, reported: 2, windowsExpected: 20, windowsReceived: 20)
    var endpoints = ["GET /"]
    var scheduled: UInt64 = 300
    var dropped: UInt64 = 0
    /// Response times; service times are `serviceShare` of them.
    var microseconds: [UInt64] = (1...300).map { $0 * 100 }
    var serviceShare = 1.0
    var statusCodes: [Int: UInt64] = [200: 300]
    var errors: [String: UInt64] = [:]
    var failed: UInt64 = 0
    var checks: [String: CheckCounts] = [:]
    var thresholds: [ThresholdResult] = []
    var health = GeneratorHealth(cpuSeconds: 0.15, maxStartLagMs: 0.4)
    var generatorReasons: [String] = []
    var waits: [UInt64] = []

    func summary() throws -> RunSummary {
        var encoder = HistogramEncoder()
        func encoded(_ values: [UInt64]) -> EncodedHistogram {
            var histogram = Histogram()
            for value in values { histogram.record(value) }
            return encoder.encode(histogram)
        }
        let start: Int64 = 1_767_225_600_000
        let service = microseconds.map { UInt64(Double($0) * serviceShare) }
        let windows = endpoints.map { name in
            EndpointWindow(
                name: name,
                counts: RequestCounts(
                    scheduled: scheduled,
                    sent: scheduled - dropped,
                    completed: UInt64(microseconds.count),
                    failed: failed,
                    dropped: dropped
                ),
                statusCodes: statusCodes,
                errors: errors,
                checks: checks,
                bytesSent: 12_345,
                bytesReceived: 6_543_210,
                responseTime: encoded(microseconds),
                serviceTime: encoded(service),
                timeToFirstByte: encoded(service)
            )
        }
        let window = WindowReport(
            windowStart: start,
            windowLength: 1000,
            endpoints: windows,
            generator: GeneratorWindow(
                connect: encoded([250]),
                startLag: encoded([20, 30, 40]),
                virtualUserWait: encoded(waits)
            )
        )
        var accumulator = RunAccumulator(startedAt: start)
        var decoder = HistogramDecoder()
        try accumulator.merge(window, using: &decoder)
        let totals = accumulator.totals
        return RunSummary(
            testId: "run-1",
            verdict: verdict,
            reasons: reasons,
            targetUrl: targetUrl,
            startedAt: UTCTimestamp(epochMilliseconds: start),
            durationSeconds: 30,
            tasks: tasks,
            totals: totals,
            thresholds: thresholds,
            generator: GeneratorSummary(reasons: generatorReasons, health: health, totals: totals.generator)
        )
    }
}
