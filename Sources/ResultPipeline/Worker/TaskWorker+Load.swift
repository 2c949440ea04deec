internal import LoadPlan
internal import Measurement

extension TaskWorker {
    /// What a task knows at the moment its load begins.
    private struct Beginning {
        var startAt: Int64
        var start: ContinuousClock.Instant
        var skewMs: Double
        var wall: Int64
        var instant: ContinuousClock.Instant
    }

    /// Generates a share of the load, reports its windows, and ends with the manifest.
    func generate(
        _ segment: Segment,
        startAt: Int64,
        _ header: RunHeader,
        _ generator: any LoadGenerator,
        _ outbox: TaskOutbox
    ) async -> TaskEnd {
        let start = clock.instant(at: startAt)
        let skew = max(0, start.duration(to: clock.instant()) / .milliseconds(1))
        let beginning = Beginning(
            startAt: startAt,
            start: start,
            skewMs: skew,
            wall: clock.now(),
            instant: clock.instant()
        )
        outbox.put(
            StartReport(segmentIndex: segment.index, segmentCount: segment.count, startSkewMs: skew),
            at: startAt
        )
        async let sending: Void = outbox.run()
        let result = await withTaskGroup(of: Result<GeneratorHealth, any Error>?.self) { group in
            group.addTask {
                do {
                    return .success(
                        try await generator.run(
                            share: segment,
                            start: start,
                            startedAt: startAt,
                            windowLength: header.windowLength,
                            onWindow: { outbox.put($0) }
                        )
                    )
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await self.watch(beginning, header, outbox)
                return nil
            }
            var result: Result<GeneratorHealth, any Error>?
            while result == nil, let next = await group.next() { result = next }
            group.cancelAll()
            return result ?? .failure(CancellationError())
        }
        let ended = clock.instant()
        outbox.close(deadline: ended.advanced(by: options.flushTimeout))
        await sending
        return await end(beginning, ended, header, result, outbox)
    }

    /// Looks at the control flag until the load is over, and gives up on a generator that does not end.
    private func watch(_ beginning: Beginning, _ header: RunHeader, _ outbox: TaskOutbox) async {
        let client = header.plan.client
        let allowed = header.plan.profile.seconds + client.timeoutSeconds + client.connectTimeoutSeconds
        let deadline = beginning.start.advanced(by: .seconds(allowed) + options.endGrace)
        do {
            while clock.instant() < deadline {
                if isStopped {
                    stop()
                } else if let now = try? await registry.header(of: testId), now.stopReason != nil {
                    stop()
                }
                try await clock.sleep(for: min(options.controlPoll, clock.instant().duration(to: deadline)))
            }
            stop()
            try await clock.sleep(for: options.stopGrace)
        } catch {
            return  // The load is over.
        }
        let ended = clock.instant()
        outbox.close(deadline: ended.advanced(by: options.stopGrace))
        let stuck = TaskWorkerFailure(
            message: "the load generator did not end \(Figure.decimal(allowed)) s after the start, nor when told to"
        )
        _ = await end(beginning, ended, header, .failure(stuck), outbox)
        hardExit()
    }

    private func end(
        _ beginning: Beginning,
        _ ended: ContinuousClock.Instant,
        _ header: RunHeader,
        _ result: Result<GeneratorHealth, any Error>,
        _ outbox: TaskOutbox
    ) async -> TaskEnd {
        let account = outbox.account
        let wallTime = Duration.milliseconds(clock.now() - beginning.wall)
        var manifest = TaskManifest(
            windowsSent: account.sent,
            windowsLost: account.windows - account.sent,
            totals: account.totals,
            startSkewMs: beginning.skewMs,
            clockStepMs: ((wallTime - beginning.instant.duration(to: clock.instant())) / .milliseconds(1)).rounded()
        )
        let loadEnd = min(stoppedAt ?? ended, ended)
        manifest.loadSeconds = min(
            header.plan.profile.seconds,
            max(0, beginning.start.duration(to: loadEnd) / .seconds(1))
        )
        switch result {
        case .success(let health): manifest.health = health
        case .failure(let error): manifest.failure = BoundedText.clean("the load generator failed: \(error)")
        }
        let isSent = await outbox.send(
            manifest,
            windowStart: beginning.startAt + Int64(account.windows) * header.windowLength,
            deadline: clock.instant().advanced(by: options.flushTimeout)
        )
        if let failure = manifest.failure { return .failed(reason: failure) }
        return isSent
            ? .completed(windowsLost: manifest.windowsLost) : .failed(reason: "the final message was not taken")
    }
}

/// Why a task gave up on its load.
private struct TaskWorkerFailure: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}
