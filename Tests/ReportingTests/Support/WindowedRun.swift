import Measurement

/// A run of many windows, told by what its target did: made into a document the way the pipeline does it.
struct WindowedRun {
    var testId = "run-1"
    var verdict = Verdict.passed
    var seconds = 12
    var tasks = 1
    var windowSeconds = 1
    var endpoints = ["GET /"]
    /// Requests per second of each endpoint and task.
    var rate = 50
    /// Response times of one window of one endpoint, in microseconds.
    var responses: (_ second: Int, _ endpoint: Int, _ count: Int) -> [UInt64] = { _, _, count in
        (0..<count).map { 4000 + UInt64($0 % 50) * 40 }
    }
    /// Service times as a share of response times.
    var service: (_ microseconds: UInt64) -> UInt64 = { $0 }
    var failedPerWindow: (_ second: Int) -> UInt64 = { _ in 0 }
    var reasons: [String] = []
    /// Groups of steps, each done `groupRate` times per second and task.
    var groups: [String] = []
    var groupRate = 20
    /// How long the groups of one window took, in microseconds.
    var groupTimes: (_ second: Int, _ group: Int, _ count: Int) -> [UInt64] = { _, _, count in
        (0..<count).map { 40_000 + UInt64($0 % 50) * 400 }
    }
    var failedGroupsPerWindow: UInt64 = 0
    var waits: [UInt64] = []

    /// A target that froze for two seconds: who came then waited to its end, ten requests were under way.
    static var stalled: WindowedRun {
        var run = WindowedRun()
        run.responses = { second, _, count in
            switch second {
            case 4, 5: []
            case 6:
                (0..<count * 3).map { index in
                    index < count * 2 ? UInt64(2_000_000 - index * 2_000_000 / (count * 2)) : 5000
                }
            default: Array(repeating: 5000, count: count)
            }
        }
        run.service = { min($0, 6000) }
        run.waits = [1_000_000]
        return run
    }

    func document() throws -> RunDocument {
        var accumulator = RunAccumulator(startedAt: Self.start, resolution: windowSeconds, keepsDetail: true)
        var decoder = HistogramDecoder()
        var encoder = HistogramEncoder()
        for second in stride(from: 0, to: seconds, by: windowSeconds) {
            for task in 0..<tasks {
                try accumulator.merge(window(second, using: &encoder), task: task, using: &decoder)
            }
        }
        let totals = accumulator.totals
        let windows = tasks * ((seconds + windowSeconds - 1) / windowSeconds)
        var document = RunDocument(
            RunSummary(
                testId: testId,
                verdict: verdict,
                reasons: reasons,
                targetUrl: "http://127.0.0.1:8080/",
                startedAt: UTCTimestamp(epochMilliseconds: Self.start),
                durationSeconds: Double(seconds),
                tasks: TaskSummary(
                    requested: tasks,
                    reported: tasks,
                    windowsExpected: windows,
                    windowsReceived: windows
                ),
                totals: totals,
                thresholds: [],
                generator: GeneratorSummary(reasons: [], health: GeneratorHealth(), totals: totals.generator)
            )
        )
        document.summary.groups = accumulator.groups.summaries
        document.detail = accumulator.detail
        document.tasks = (0..<tasks).map { index in
            var row = RunDocument.TaskAccountRow(
                index: index,
                windowsReceived: seconds,
                counts: RequestCounts(sent: 10)
            )
            (row.windowsExpected, row.health, row.startSkewMs) = (seconds, GeneratorHealth(cpuSeconds: 0.5), 0.1)
            return row
        }
        return document
    }

    private static let start: Int64 = 1_767_225_600_000

    private func window(_ second: Int, using encoder: inout HistogramEncoder) -> WindowReport {
        let count = rate * windowSeconds
        let parts = endpoints.enumerated().map { index, name in
            let times = responses(second, index, count)
            let failed = failedPerWindow(second)
            return EndpointWindow(
                name: name,
                counts: RequestCounts(
                    scheduled: UInt64(count),
                    sent: UInt64(count),
                    completed: UInt64(times.count),
                    failed: failed
                ),
                statusCodes: failed > 0
                    ? [200: UInt64(times.count) - failed, 503: failed] : [200: UInt64(times.count)],
                responseTime: encoded(times, &encoder),
                serviceTime: encoded(times.map(service), &encoder)
            )
        }
        return WindowReport(
            windowStart: Self.start + Int64(second) * 1000,
            windowLength: Int64(windowSeconds) * 1000,
            endpoints: parts,
            groups: groupWindows(second, using: &encoder),
            generator: GeneratorWindow(virtualUserWait: encoded(waits, &encoder))
        )
    }

    private func groupWindows(_ second: Int, using encoder: inout HistogramEncoder) -> [GroupWindow] {
        groups.enumerated().map { index, name in
            let times = groupTimes(second, index, groupRate * windowSeconds)
            return GroupWindow(
                name: name,
                completed: UInt64(times.count),
                failed: failedGroupsPerWindow,
                time: encoded(times, &encoder)
            )
        }
    }

    private func encoded(_ values: [UInt64], _ encoder: inout HistogramEncoder) -> EncodedHistogram {
        var histogram = Histogram()
        for value in values { histogram.record(value) }
        return encoder.encode(histogram)
    }
}

/// SplitMix64, for runs that are noisy in the same way every time.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
