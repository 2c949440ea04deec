/// Merges the windows of all tasks of a run, in any order and grouping, into one result that is equal to the last bit.
///
/// The caller leaves out what it has seen before: every window handed in is counted. Memory is bounded by the number of
/// endpoints and the limit of the timeline, not by the length of the run: a timeline of 600 entries takes some 60 MB where
/// every entry holds response times from 1 ms to 10 s, and as many seconds as needed are joined into one entry to stay
/// within its limit (a run of 600 s or less keeps every second).
public struct RunAccumulator: Sendable, Equatable {
    private var windows: UInt64 = 0
    private var endpoints: [String: TrafficTotals] = [:]
    private var generator = GeneratorTotals()
    /// The plan's groups of steps, so far.
    public private(set) var groups = GroupTotals()
    private var timeline: Timeline
    private var detailed: DetailAccumulator?

    /// - Parameters:
    ///   - startedAt: Start of the load, milliseconds since the Unix epoch; second 0 of the timeline.
    ///   - resolution: Seconds that an entry of the timeline covers at least: the reporting interval, taken as 1…86,400.
    ///   - timelineLimit: Most entries that the timeline may have; the width of entries doubles to stay below.
    ///   - keepsDetail: Whether ``detail`` is kept too, at about 3 KB more per second and endpoint of the timeline.
    public init(startedAt: Int64, resolution: Int = 1, timelineLimit: Int = 600, keepsDetail: Bool = false) {
        timeline = Timeline(start: startedAt, resolution: resolution, limit: timelineLimit)
        guard keepsDetail else { return }
        detailed = DetailAccumulator(start: startedAt, resolution: resolution, limit: timelineLimit)
    }

    /// Adds one window of one task.
    /// - Parameter task: The task's index, for ``detail``.
    /// - Throws: ``HistogramDecodingError`` when any of its histograms cannot be read; nothing of it is counted then.
    public mutating func merge(
        _ window: WindowReport,
        task: Int? = nil,
        using decoder: inout HistogramDecoder
    ) throws(HistogramDecodingError) {
        let decoded = try DecodedWindow(window, using: &decoder)
        windows += 1
        for endpoint in decoded.endpoints {
            endpoints[endpoint.source.name, default: TrafficTotals()].merge(endpoint)
        }
        generator.merge(decoded)
        groups.merge(decoded)
        timeline.merge(decoded)
        detailed?.merge(decoded, task: task)
    }

    /// Adds what another accumulator has merged, for example on another core.
    ///
    /// Both must have been made with the same parameters.
    public mutating func merge(_ other: RunAccumulator) {
        precondition(
            timeline.start == other.timeline.start && timeline.resolution == other.timeline.resolution
                && timeline.limit == other.timeline.limit,
            "accumulators of different runs"
        )
        windows += other.windows
        for (name, totals) in other.endpoints {
            endpoints[name, default: TrafficTotals()].merge(totals)
        }
        generator.merge(other.generator)
        groups.merge(other.groups)
        timeline.merge(other.timeline)
        if let more = other.detailed { detailed?.merge(more) }
    }

    /// The run over time, so far; nil unless it was asked for.
    public var detail: RunDetail? {
        guard let detailed else { return nil }
        var (responseTime, serviceTime) = (Histogram(), Histogram())
        for totals in endpoints.values {
            responseTime.merge(totals.responseTime)
            serviceTime.merge(totals.serviceTime)
        }
        return RunDetail(
            resolutionSeconds: timeline.width,
            stretches: timeline.entries.sorted { $0.key < $1.key }.map { position, entry in
                let more = detailed.whole.stretches[position] ?? DetailAccumulator.Whole()
                return RunDetail.Stretch(
                    second: position * timeline.width,
                    counts: entry.counts,
                    statusCodes: more.statusCodes,
                    errors: more.errors,
                    responseTime: entry.responseTime,
                    serviceTime: more.serviceTime
                )
            },
            responseTime: responseTime,
            serviceTime: serviceTime,
            endpoints: detailed.endpoints.sorted { $0.key < $1.key }.map(RunDetail.Endpoint.init),
            groups: detailed.groups.sorted { $0.key < $1.key }.map(RunDetail.Endpoint.init),
            tasks: detailed.tasks.sorted { $0.key < $1.key }.map {
                RunDetail.Task(index: $0.key, responseTime: $0.value)
            }
        )
    }

    /// The result so far. Costs one merge per endpoint; take it once per report, not per window.
    public var totals: RunTotals {
        let sorted = endpoints.sorted { $0.key < $1.key }
        var overall = TrafficTotals()
        for (_, totals) in sorted { overall.merge(totals) }
        return RunTotals(
            windows: windows,
            overall: overall,
            endpoints: sorted.map { RunTotals.Endpoint(name: $0.key, totals: $0.value) },
            generator: generator,
            timeline: timeline.entries.sorted { $0.key < $1.key }.map { position, entry in
                TimelineEntry(second: position * timeline.width, counts: entry.counts, responseTime: entry.responseTime)
            },
            timelineResolutionSeconds: timeline.width
        )
    }
}
