internal import AWSClient
internal import ResultPipeline

extension ECSFleet {
    /// Brings the roster of a run up to date: tasks that ECS lists under the run's name, and those known before whose end
    /// is not known.
    func look(at testId: String, in lists: [ECSClient.DesiredStatus]) async throws {
        var found = Set(book.roster(of: testId).open)
        for desired in lists {
            let startedBy = TaskRequest.startedBy(testId)
            found.formUnion(try await ecs.listTasks(startedBy: startedBy, cluster: settings.cluster, desired: desired))
        }
        found.subtract(book.roster(of: testId).ended)
        var rest = found.sorted()[...]
        while !rest.isEmpty {
            let answer = try await ecs.describeTasks(
                Array(rest.prefix(ECSClient.maxDescribed)),
                cluster: settings.cluster
            )
            book.change(testId) { roster in
                roster.update(answer.tasks)
                for failure in answer.failures { if let arn = failure.arn { roster.miss(arn) } }
            }
            rest = rest.dropFirst(ECSClient.maxDescribed)
        }
    }

    /// Repeats what was throttled or did not get through, until `deadline`.
    func patiently(
        until deadline: ContinuousClock.Instant,
        _ work: () async throws -> Void
    ) async throws {
        let backoff = Backoff(base: .seconds(1), cap: .seconds(20))
        var attempt = 0
        while true {
            do {
                return try await work()
            } catch let error as AWSError {
                let obstacle = LaunchObstacle(error)
                let wait = backoff.delay(attempt: attempt, random: random())
                guard obstacle == .rate || obstacle == .service, clock.instant().advanced(by: wait) < deadline else {
                    throw error
                }
                try await clock.sleep(for: wait)
                attempt += 1
            }
        }
    }
}
