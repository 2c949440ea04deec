internal import AWSClient
internal import ResultPipeline

/// Whether a task has a run to work for. Pure.
enum SweepDecision: Hashable {
    /// What became known of the run that a task belongs to.
    enum Run: Hashable {
        /// Its header.
        case header(RunHeader)
        /// The table has no run of this name.
        case unknown
        /// The header could not be read.
        case unreadable(String)
    }

    /// It works for a run, or may yet.
    case keep
    /// Nobody waits for it: why.
    case stop(Orphan)
    /// Nothing is known that would speak for or against it: why.
    case undecided(String)

    /// - Parameters:
    ///   - testId: The run that the task was started for; nil where it was started for none.
    ///   - createdAt: When ECS created the task, epoch milliseconds; nil where ECS does not say.
    ///   - now: Wall clock, epoch milliseconds.
    ///   - grace: Milliseconds.
    init(testId: String?, createdAt: Int64?, run: Run, now: Int64, grace: Int64) {
        guard testId != nil else {
            self = Self.stop(.nameless, after: createdAt, now, grace, "it was started without a run's name (TEST_ID)")
            return
        }
        switch run {
        case .unreadable(let reason): self = .undecided(reason)
        // A run is claimed before its tasks are started, so one without a header was deleted, or never was.
        case .unknown: self = Self.stop(.unknownRun, after: createdAt, now, grace, "the table has no such run")
        case .header(let header):
            if let outcome = header.outcome {
                self = Self.stop(
                    .runIsOver,
                    after: outcome.finishedAt,
                    now,
                    grace,
                    "its run is over: \(outcome.verdict)"
                )
            } else {
                self = Self.stop(.overdue, after: header.hardDeadline, now, grace, "its run's hard deadline has passed")
            }
        }
    }

    private static func stop(
        _ kind: Orphan.Kind,
        after time: Int64?,
        _ now: Int64,
        _ grace: Int64,
        _ detail: String
    ) -> SweepDecision {
        guard let time else { return .undecided("ECS does not say when the task was created") }
        let past = now.subtractingReportingOverflow(time)
        guard !past.overflow, past.partialValue >= grace else { return .keep }
        return .stop(Orphan(kind: kind, detail: "\(detail), \(past.partialValue / 1000) s ago"))
    }
}

/// Why a task is an orphan.
struct Orphan: Hashable {
    enum Kind: String, CaseIterable {
        case runIsOver
        case overdue
        case unknownRun
        case nameless
    }

    let kind: Kind
    let detail: String
}
