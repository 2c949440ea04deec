internal import LoadPlan
internal import Measurement

/// What a reader of the summary should know and what changes no verdict.
enum RunNotes {
    /// Observed difference of the tasks' starts that is worth a sentence, in milliseconds.
    static let startSkewLimitMs = 100.0
    /// Step of a task's wall clock that is worth a sentence, in milliseconds.
    static let clockStepLimitMs = 500.0

    static func sentences(
        _ header: RunHeader,
        _ completeness: RunCompleteness,
        _ totals: RunTotals,
        _ health: GeneratorHealth,
        _ warmUp: RunTotals? = nil
    ) -> [String] {
        [
            warmUp.map { Self.warmUp(header, $0) },
            virtualUsers(header, totals), degradedStart(header), startSkew(completeness),
            clockOffset(completeness), clockStep(completeness),
        ].compactMap { $0 } + health.notes
    }

    private static func warmUp(_ header: RunHeader, _ totals: RunTotals) -> String {
        let (counts, times) = (totals.overall.counts, totals.overall.responseTime)
        let p99 = Figure.time(milliseconds: Double(times.value(atPercentile: 99)) / 1000)
        return "a warm-up of \(Figure.decimal(Double(header.warmUp) / 1000)) s does not count: "
            + "\(Figure.count(counts.sent, "request")), \(counts.failed) failed"
            + (times.count > 0 ? ", p99 \(p99)" : "")
    }

    private static func virtualUsers(_ header: RunHeader, _ totals: RunTotals) -> String? {
        let wait = totals.generator.virtualUserWait
        guard wait.count > 0 else { return nil }
        return "virtual users were the limit: \(Figure.count(wait.count, "arrival")) waited up to "
            + "\(Figure.time(milliseconds: Double(wait.max) / 1000)) for one of "
            + Figure.count(header.plan.virtualUsers, "virtual user")
    }

    private static func degradedStart(_ header: RunHeader) -> String? {
        guard let start = header.start, start.tasks.count < header.taskCount else { return nil }
        let absent = Set(0..<header.taskCount).subtracting(start.tasks).sorted()
        let shown = absent.prefix(10).map(String.init).joined(separator: ", ") + (absent.count > 10 ? ", …" : "")
        return
            "started with \(start.tasks.count) of \(header.taskCount) tasks, which carried the whole load; not ready in "
            + "time: task \(shown)"
    }

    private static func startSkew(_ completeness: RunCompleteness) -> String? {
        let latest = completeness.manifests.max { ($0.value.startSkewMs, $1.key) < ($1.value.startSkewMs, $0.key) }
        guard let (task, manifest) = latest, manifest.startSkewMs > startSkewLimitMs else { return nil }
        return "task \(task) began \(Figure.time(milliseconds: manifest.startSkewMs)) after the agreed start"
    }

    private static func clockOffset(_ completeness: RunCompleteness) -> String? {
        let offsets = completeness.manifests.compactMapValues(\.clockOffsetMs)
        guard let first = offsets.keys.min(), let offset = offsets[first] else { return nil }
        let relation = offset > 0 ? "behind" : "ahead of"
        return
            "the wall clock of \(Figure.count(offsets.count, "task")) disagreed with that of the task that set the start "
            + "(task \(first): \(Figure.time(milliseconds: abs(offset))) \(relation) it); their start was taken from what "
            + "they saw at the barrier"
    }

    private static func clockStep(_ completeness: RunCompleteness) -> String? {
        let stepped = completeness.manifests.filter { abs($0.value.clockStepMs) > clockStepLimitMs }.keys.sorted()
        guard let first = stepped.first, let step = completeness.manifests[first]?.clockStepMs else { return nil }
        return "the wall clock of \(Figure.count(stepped.count, "task")) was set while load ran (task \(first): "
            + "\(Figure.decimal(step / 1000)) s); times are measured on a clock that never steps"
    }
}
