import Measurement

/// A window of one task at one endpoint, as an engine would report it.
func window(
    second: Int,
    name: String = "GET /",
    responseTimes: [UInt64],
    startedAt: Int64 = 1_767_225_600_000
) -> WindowReport {
    var recorder = HistogramRecorder()
    var lag = HistogramRecorder()
    for value in responseTimes {
        recorder.record(microseconds: value)
        lag.record(microseconds: value % 97)
    }
    var encoder = HistogramEncoder()
    let times = encoder.encode(recorder.snapshot())
    let count = UInt64(responseTimes.count)
    return WindowReport(
        windowStart: startedAt + Int64(second) * 1000,
        windowLength: 1000,
        endpoints: [
            EndpointWindow(
                name: name,
                counts: RequestCounts(scheduled: count + 1, sent: count, completed: count, failed: 0, dropped: 1),
                statusCodes: [200: count],
                errors: ["timeout": 1],
                checks: ["is ok": CheckCounts(passes: count, fails: 0)],
                bytesSent: 10 * count,
                bytesReceived: 20 * count,
                responseTime: times,
                serviceTime: times,
                timeToFirstByte: times
            )
        ],
        generator: GeneratorWindow(startLag: encoder.encode(lag.snapshot()))
    )
}

/// The summary of `windows`, everything beside the measurements fixed.
func summary(
    of windows: some Sequence<WindowReport>,
    startedAt: Int64 = 1_767_225_600_000,
    durationSeconds: Double = 10,
    timelineLimit: Int = 600
) throws -> RunSummary {
    var accumulator = RunAccumulator(startedAt: startedAt, timelineLimit: timelineLimit)
    var decoder = HistogramDecoder()
    for window in windows { try accumulator.merge(window, using: &decoder) }
    return summary(of: accumulator.totals, durationSeconds: durationSeconds)
}

/// The summary of `totals`, everything beside the measurements fixed.
func summary(of totals: RunTotals, durationSeconds: Double = 10) -> RunSummary {
    RunSummary(
        testId: "t-1",
        verdict: .passed,
        reasons: [],
        targetUrl: "http://127.0.0.1:8080/",
        startedAt: UTCTimestamp(epochMilliseconds: 1_767_225_600_000),
        durationSeconds: durationSeconds,
        tasks: TaskSummary(requested: 2, reported: 2, windowsExpected: 20, windowsReceived: 20),
        totals: totals,
        thresholds: [ThresholdResult(expression: "p(99)<200", observed: 2.9, passed: true)],
        generator: GeneratorSummary(reasons: [], health: GeneratorHealth(), totals: totals.generator)
    )
}
