internal import LoadPlan

/// Why a task did not get past the plan's setup.
private struct SetUpFailure: Error, CustomStringConvertible {
    let description: String
}

extension TaskWorker {
    /// Task 0 does the plan's setup, and keeps what it captured in the run's header; the others wait for that. Nothing where
    /// the plan has none.
    /// - Returns: The header with the captures; with a start and without them, where the run has started without this task.
    /// - Throws: Why there will be none, as a sentence.
    func setUp(_ header: RunHeader) async throws -> RunHeader {
        guard !header.plan.setup.isEmpty, header.captures == nil, header.start == nil else { return header }
        let deadline = clock.instant().advanced(by: .milliseconds(header.barrierTimeout))
        if taskIndex == 0 {
            let captures: [String: String]
            do {
                // Not prepared: the load is for what setup is yet to capture.
                captures = try await makeGenerator(header).setUp()
            } catch {
                throw SetUpFailure(description: "the setup failed: \(error)")
            }
            try await keep(captures, until: deadline)
        }
        while !isStopped, clock.instant() < deadline {
            if let now = try? await registry.header(of: testId) {
                if now.captures != nil || now.start != nil { return now }
                if let stop = now.stopReason { throw SetUpFailure(description: StopReason(text: stop).detail) }
            }
            try await clock.sleep(for: options.controlPoll)
        }
        throw SetUpFailure(
            description: isStopped
                ? "the task was told to end before the start" : "the setup of task 0 did not end in time"
        )
    }

    /// Whether the run has started without this task, and what setup captured is forgotten: nothing is left for it to do.
    func hasMissedSetUp(_ header: RunHeader) -> Bool {
        !header.plan.setup.isEmpty && header.start != nil && header.captures == nil
    }

    private func keep(_ captures: [String: String], until deadline: ContinuousClock.Instant) async throws {
        var attempt = 0
        while true {
            do {
                return try await registry.keep(testId, captures: captures)
            } catch {
                guard clock.instant() < deadline, !isStopped else { throw error }
                try await clock.sleep(for: options.backoff.delay(attempt: attempt, random: random()))
                attempt += 1
            }
        }
    }

    /// Does the plan's teardown once all load is over: other tasks' last requests have ended after their time-out.
    /// - Returns: What went wrong, as a sentence; nil where nothing did.
    func tearDown(_ header: RunHeader, _ generator: any LoadGenerator, others: Bool) async -> String? {
        guard !header.plan.teardown.isEmpty else { return nil }
        do {
            if others { try await clock.sleep(for: .seconds(header.plan.client.timeoutSeconds)) }
            try await generator.tearDown()
            return nil
        } catch {
            return BoundedText.clean("the teardown failed: \(error)")
        }
    }
}
