internal import LoadPlan
internal import Measurement

extension TaskWorker {
    /// Generates a share of the load, reports its windows, and ends with the manifest.
    func generate(
        _ segment: Segment,
        _ beginning: Beginning,
        _ header: RunHeader,
        _ generator: any LoadGenerator,
        _ outbox: TaskOutbox
    ) async -> TaskEnd {
        outbox.put(
            StartReport(segmentIndex: segment.index, segmentCount: segment.count, startSkewMs: beginning.skewMs),
            at: beginning.startAt
        )
        async let delivery: Void = outbox.run()
        let result = await withTaskGroup(of: Result<GeneratorHealth, any Error>?.self) { group in
            group.addTask {
                do {
                    return .success(
                        try await generator.run(
                            share: segment,
                            start: beginning.start,
                            startedAt: beginning.startAt,
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
        await delivery
        let trouble = segment.index == 0 ? await tearDown(header, generator, others: segment.count > 1) : nil
        return await end(beginning, ended, header, result, outbox, note: trouble)
    }

    /// Looks at the control flag until the load is over, and gives up on a generator that does not end: neither at the end
    /// of the plan nor after a stop, with all time-outs of requests in flight.
    private func watch(_ beginning: Beginning, _ header: RunHeader, _ outbox: TaskOutbox) async {
        let client = header.plan.client
        let answers = Duration.seconds(client.timeoutSeconds + client.connectTimeoutSeconds) + options.endGrace
        let planned = beginning.start.advanced(by: .seconds(header.plan.profile.seconds) + answers)
        var deadline = planned
        do {
            while clock.instant() < deadline {
                if !isStopped, let now = try? await registry.header(of: testId), now.stopReason != nil { stop() }
                if let stoppedAt { deadline = min(planned, stoppedAt.advanced(by: answers)) }
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
            message: "the load generator did not end by itself, nor within "
                + "\(Figure.decimal(options.stopGrace / .seconds(1))) s of being told to; it was given up"
        )
        _ = await end(beginning, ended, header, .failure(stuck), outbox)
        hardExit()
    }

    private func end(
        _ beginning: Beginning,
        _ ended: ContinuousClock.Instant,
        _ header: RunHeader,
        _ result: Result<GeneratorHealth, any Error>,
        _ outbox: TaskOutbox,
        note: String? = nil
    ) async -> TaskEnd {
        let account = outbox.account
        let wallTime = Duration.milliseconds(clock.now() - beginning.wall)
        var manifest = TaskManifest(
            windowsSent: account.sent,
            windowsLost: account.windows - account.sent,
            totals: account.totals,
            startSkewMs: beginning.skewMs,
            clockOffsetMs: beginning.clockOffset == 0 ? nil : Double(beginning.clockOffset),
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
        if let note { manifest.health.notes.append(note) }
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
