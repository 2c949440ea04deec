internal import LoadPlan
public import Measurement

/// The records of a run, merged as they come: in any order, any number of times. What a summary is made of.
public struct RunDigest: Sendable {
    let header: RunHeader
    private var accumulator: RunAccumulator
    private(set) var completeness = RunCompleteness()
    private var unreadable = 0

    /// Nothing merged yet. The header is taken as it stands at the end of the run.
    /// - Parameter keepsDetail: Whether the run over time is kept for reports, see ``document(_:)``.
    public init(_ header: RunHeader, keepsDetail: Bool = false) {
        self.header = header
        accumulator = RunAccumulator(
            startedAt: header.start?.at ?? header.createdAt,
            resolution: Int(header.windowLength / 1000),
            keepsDetail: keepsDetail
        )
    }

    /// Merges a record; one seen before changes nothing.
    public mutating func add(_ record: ResultRecord, using decoder: inout HistogramDecoder) {
        guard record.testId == header.testId, completeness.add(record.message) else { return }
        guard let window = record.message.window else { return }
        do throws(HistogramDecodingError) {
            try accumulator.merge(window, task: record.message.taskIndex, using: &decoder)
        } catch {
            unreadable += 1
        }
    }

    /// The summary of what has been merged.
    /// - Parameters:
    ///   - fleet: What became of the tasks, where that is known.
    ///   - allowPartial: Missing results are told, and do not make the run invalid.
    ///   - thresholds: Judges the plan's thresholds over the totals and the seconds of load.
    public func summary(
        fleet: [TaskStatus] = [],
        allowPartial: Bool = false,
        thresholds: (RunTotals, Double) -> [ThresholdResult] = { _, _ in [] }
    ) -> RunSummary {
        var totals = accumulator.totals
        let dropped = totals.overall.counts.dropped
        let seconds = loadSeconds
        let complete = completeness.result(for: header, fleet: fleet)
        let missing =
            complete.missing + (unreadable > 0 ? ["\(Figure.count(unreadable, "window")) cannot be read"] : [])
        if !missing.isEmpty { totals.bookUnreported() }
        let health = GeneratorHealth(merging: completeness.manifests.values.map(\.health))
        let saturation = GeneratorVerdict.reasons(evidence(totals, dropped: dropped, health, seconds))
        let judged = thresholds(totals, seconds)
        let judgement = RunJudgement(
            stop: header.stopReason.map(StopReason.init(text:)),
            hasStarted: header.start != nil,
            saturation: saturation,
            missing: missing,
            allowPartial: allowPartial,
            thresholds: judged,
            counts: totals.overall.counts
        )
        return RunSummary(
            testId: header.testId,
            verdict: judgement.verdict,
            reasons: judgement.reasons + RunNotes.sentences(header, completeness, totals, health),
            targetUrl: header.plan.request.url.text,
            startedAt: UTCTimestamp(epochMilliseconds: header.start?.at ?? header.createdAt),
            durationSeconds: seconds,
            tasks: complete.tasks,
            totals: totals,
            thresholds: judged,
            generator: GeneratorSummary(reasons: saturation, health: health, totals: totals.generator)
        )
    }

    /// The run over time; nil unless it was asked for.
    var detail: RunDetail? { accumulator.detail }

    /// How long load was generated: the plan's length, or up to the stop as the tasks measured it.
    private var loadSeconds: Double {
        guard header.start != nil else { return 0 }
        let planned = header.plan.profile.seconds
        guard header.stopReason != nil else { return planned }
        return min(planned, completeness.manifests.values.map(\.loadSeconds).max() ?? planned)
    }

    /// - Parameter dropped: What the tasks reported as dropped, without what was booked for lost windows.
    private func evidence(
        _ totals: RunTotals,
        dropped: UInt64,
        _ health: GeneratorHealth,
        _ seconds: Double
    ) -> GeneratorVerdict.Evidence {
        GeneratorVerdict.Evidence(
            health: health,
            startLag: totals.generator.startLag,
            taskSeconds: seconds * Double(RunCompleteness.members(of: header).count),
            errors: totals.overall.errors,
            dropped: dropped,
            virtualUsers: header.plan.virtualUsers,
            wasStopped: header.stopReason != nil
        )
    }
}

extension TargetURL {
    /// As a person would write it.
    fileprivate var text: String { "\(scheme.rawValue)://\(hostHeader)\(requestTarget)" }
}
