internal import AWSClient
internal import ResultPipeline

extension ECSFleet {
    /// Most `StopTask` calls under way.
    private static let stopWidth = 10
    /// Time for ECS to take all calls to stop a run.
    private static let stopTime = Duration.seconds(60)

    /// Tells ECS to end the tasks of a run that were not told before: SIGTERM, and SIGKILL after the stop time-out of the
    /// task definition. Returns when two looks in a row, a second apart, found no other task, as ECS lists a new task
    /// only after a moment. Does nothing for a run without tasks. Cancelling the caller does not interrupt it.
    /// - Throws: `AWSError` where ECS did not take some of the calls for a minute.
    public func stop(_ testId: String) async throws {
        do {
            try await stopAll(testId)
        } catch {
            guard Task.isCancelled else { throw error }
            try await Task { try await stopAll(testId) }.value
        }
    }

    private func stopAll(_ testId: String) async throws {
        let deadline = clock.instant().advanced(by: Self.stopTime)
        var told: Set<String> = []
        var quietLooks = 0
        while quietLooks < 2 {
            try await patiently(until: deadline) { try await look(at: testId, in: [.running]) }
            let found = book.roster(of: testId).unstopped.map(\.arn).filter { !told.contains($0) }
            quietLooks = found.isEmpty ? quietLooks + 1 : 0
            told.formUnion(found)
            try await stop(found, until: deadline)
            if quietLooks < 2 { try await clock.sleep(for: .seconds(1)) }
        }
    }

    /// All are told, whatever becomes of some.
    private func stop(_ tasks: [String], until deadline: ContinuousClock.Instant) async throws {
        let failure = try await withThrowingTaskGroup(of: AWSError?.self) { group in
            var waiting = tasks[...]
            var failure: AWSError?
            func addNext() {
                guard let task = waiting.popFirst() else { return }
                group.addTask {
                    do {
                        try await patiently(until: deadline) { try await end(task) }
                        return nil
                    } catch let error as AWSError {
                        return error
                    }
                }
            }
            for _ in 0..<Self.stopWidth { addNext() }
            while let end = try await group.next() {
                failure = failure ?? end
                addNext()
            }
            return failure
        }
        if let failure { throw failure }
    }

    /// Tells one task to end; one that is gone has ended.
    func end(_ task: String) async throws {
        do {
            try await ecs.stopTask(task, cluster: settings.cluster, reason: "the run was stopped")
        } catch let error as AWSError
            where error.code == "InvalidParameterException" && error.message.contains("not found")
        {
            return
        }
    }
}
