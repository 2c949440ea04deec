internal import Measurement

extension RunDirector {
    /// Judges the run and records its outcome. Neither registry nor store may cost a finished run its summary because it
    /// does not answer for a moment: each is asked for ``DirectorOptions/patience``.
    func conclude(_ end: RunVigil.End) async throws -> RunSummary {
        let testId = end.header.testId
        try? await fleet.stop(testId)
        let header = try await latest(end.header)
        var summary = try await patiently { try await summarizer.summarize(header, fleet: end.tasks) }
        let outcome = RunOutcome(summary, finishedAt: clock.now())
        do {
            try await patiently { try await registry.finish(testId, outcome) }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            summary.reasons.append(
                "the outcome could not be recorded in the registry: \(BoundedText.clean("\(error)"))"
            )
        }
        return summary
    }

    /// Summarises a run that has ended, and records the outcome anew where late results have changed it.
    func revise(_ header: RunHeader) async throws -> RunSummary {
        let summary = try await summarizer.summarize(header)
        let outcome = RunOutcome(summary, finishedAt: header.outcome?.finishedAt ?? clock.now())
        if outcome != header.outcome { try await registry.finish(header.testId, outcome) }
        return summary
    }

    /// The header as it stands now, or as it was last seen where the registry does not answer.
    private func latest(_ seen: RunHeader) async throws -> RunHeader {
        do {
            let header = try await patiently { try await registry.header(of: seen.testId) }
            if let header { return header }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return seen
        }
        throw RunError(.missing, "the registry has lost run '\(seen.testId)'; its records are still in the store")
    }

    private func patiently<Value>(_ work: () async throws -> Value) async throws -> Value {
        let deadline = clock.instant().advanced(by: options.patience)
        let backoff = Backoff()
        var attempt = 0
        while true {
            do {
                return try await work()
            } catch {
                guard clock.instant() < deadline else { throw error }
                try await clock.sleep(for: backoff.delay(attempt: attempt, random: random()))
                attempt += 1
            }
        }
    }
}

extension RunOutcome {
    fileprivate init(_ summary: RunSummary, finishedAt: Int64) {
        self.init(
            verdict: summary.verdict.rawValue,
            finishedAt: finishedAt,
            requests: summary.requests.sent,
            failed: summary.requests.failed,
            p99: summary.responseTime.p99
        )
    }
}
