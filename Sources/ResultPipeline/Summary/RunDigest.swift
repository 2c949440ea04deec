internal import LoadPlan
public import Measurement

/// The records of a run, merged as they come: in any order, any number of times. What a summary is made of.
public struct RunDigest: Sendable {
    let header: RunHeader
    private var accumulator: RunAccumulator
    /// What was measured before the part that counts; nil where the plan has no warm-up.
    private var warmUp: RunAccumulator?
    private var judge: ThresholdJudge
    private var exemplars = ExemplarTotals()
    private(set) var completeness = RunCompleteness()
    private var unreadable = 0

    /// Nothing merged yet. The header is taken as it stands at the end of the run.
    /// - Parameter keepsDetail: Whether the run over time is kept for reports, see ``document(_:)``.
    public init(_ header: RunHeader, keepsDetail: Bool = false) {
        self.header = header
        accumulator = RunAccumulator(
            startedAt: header.countsFrom,
            resolution: Int(header.windowLength / 1000),
            keepsDetail: keepsDetail
        )
        judge = ThresholdJudge(
            header.plan.thresholds,
            startedAt: header.countsFrom,
            windowLength: header.windowLength
        )
        if header.warmUp > 0 { warmUp = RunAccumulator(startedAt: header.countsFrom - header.warmUp, timelineLimit: 1) }
    }

    /// Merges a record; one seen before changes nothing.
    public mutating func add(_ record: ResultRecord, using decoder: inout HistogramDecoder) {
        guard record.testId == header.testId else { return }
        add(record.message, using: &decoder)
    }

    /// Merges a message of this run; one seen before changes nothing.
    mutating func add(_ message: ResultMessage, using decoder: inout HistogramDecoder) {
        guard completeness.add(message), let window = message.window else { return }
        do throws(HistogramDecodingError) {
            if window.windowStart < header.countsFrom, warmUp != nil {
                try warmUp?.merge(window, using: &decoder)
                return
            }
            try accumulator.merge(window, task: message.taskIndex, using: &decoder)
            judge.add(window, using: &decoder)
            exemplars.merge(window.exemplars)
        } catch {
            unreadable += 1
        }
    }

    /// Adds what another digest of the same run has merged of later records. The result is that of one digest which merged
    /// all of them by rising key, to the last bit.
    /// - Returns: False, and nothing is added, where both have merged the same window of a task. It counts once, and nothing
    ///   can be taken away from totals: all records must be merged one after the other then.
    mutating func merge(_ later: RunDigest) -> Bool {
        guard completeness.merge(later.completeness) else { return false }
        accumulator.merge(later.accumulator)
        if let more = later.warmUp { warmUp?.merge(more) }
        exemplars.merge(later.exemplars)
        judge.merge(later.judge)
        unreadable += later.unreadable
        return true
    }

    /// The summary of what has been merged.
    /// - Parameters:
    ///   - fleet: What became of the tasks, where that is known.
    ///   - allowPartial: Missing results are told, and do not make the run invalid.
    public func summary(fleet: [TaskStatus] = [], allowPartial: Bool = false) -> RunSummary {
        var totals = accumulator.totals
        var warmUp = warmUp?.totals
        if let before = warmUp { warmUp = totals.adoptInFlight(from: before) }
        let dropped = totals.overall.counts.dropped
        let seconds = loadSeconds
        let complete = completeness.result(for: header, fleet: fleet)
        let missing =
            complete.missing + (unreadable > 0 ? ["\(Figure.count(unreadable, "window")) cannot be read"] : [])
        if !missing.isEmpty { totals.bookUnreported() }
        let health = GeneratorHealth(merging: completeness.manifests.values.map(\.health))
        let saturation = GeneratorVerdict.reasons(evidence(totals, dropped: dropped, health, seconds))
        let judged = judge.judge(totals, accumulator.groups, seconds: seconds)
        let judgement = RunJudgement(
            stop: header.stopReason.map(StopReason.init(text:)),
            hasStarted: header.start != nil,
            saturation: saturation,
            missing: missing,
            allowPartial: allowPartial,
            brokenThresholds: judged.compactMap(\.failure),
            counts: totals.overall.counts
        )
        var summary = RunSummary(
            testId: header.testId,
            verdict: judgement.verdict,
            reasons: judgement.reasons + RunNotes.sentences(header, completeness, totals, health, warmUp),
            targetUrl: header.plan.request.url.redacted,
            startedAt: UTCTimestamp(epochMilliseconds: header.countsFrom),
            durationSeconds: seconds,
            tasks: complete.tasks,
            totals: totals,
            thresholds: judged.map(\.result),
            generator: GeneratorSummary(reasons: saturation, health: health, totals: totals.generator)
        )
        summary.loadModel = header.plan.profile.model
        summary.groups = accumulator.groups.summaries
        summary.exemplars = exemplars.summary
        summary.raw = health.raw
        return summary
    }

    /// The run over time; nil unless it was asked for.
    var detail: RunDetail? { accumulator.detail }

    /// Why the run should end now, where a threshold that may end it does not hold.
    func reasonToAbort(now: Int64) -> String? {
        guard header.start != nil else { return nil }
        return judge.reasonToAbort(
            accumulator.totals,
            accumulator.groups,
            elapsed: Double(now - header.countsFrom) / 1000
        )
    }

    /// How long load was generated that counts: the plan's length, or what the tasks measured where it may have ended before,
    /// without the warm-up.
    private var loadSeconds: Double {
        guard header.start != nil else { return 0 }
        let planned = header.plan.profile.seconds
        let endsEarly = header.stopReason != nil || header.plan.mayEndEarly
        let measured = endsEarly ? completeness.manifests.values.map(\.loadSeconds).max() : nil
        return max(0, min(planned, measured ?? planned) - Double(header.warmUp) / 1000)
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

extension LoadProfile {
    fileprivate var model: LoadModel {
        switch self {
        case .open: .open
        case .closed: .closed
        }
    }
}
