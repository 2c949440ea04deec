extension RunDirector {
    private enum Event: Sendable {
        case carrierEnded
        case timeIsUp
        case cancelled
    }

    /// Carries results and reports progress until the run is over and all that can come is in the store.
    /// - Returns: Header and tasks as they were when the run ended.
    func follow(
        _ header: RunHeader,
        _ watch: RunWatch,
        _ onProgress: @escaping @Sendable (ProgressSnapshot) -> Void
    ) async throws -> RunVigil.End {
        let carrier = carrier(header, watch)
        let end = try await withThrowingTaskGroup(of: Event.self) { group in
            group.addTask {
                await carrier.run()
                return .carrierEnded
            }
            group.addTask {
                while !Task.isCancelled {
                    onProgress(watch.snapshot(now: self.clock.now()))
                    try await self.clock.sleep(for: self.options.progressInterval)
                }
                return .cancelled
            }
            defer { group.cancelAll() }
            let end = try await RunVigil(director: self, watch: watch).untilEnd(of: header)
            carrier.drain()
            group.addTask {
                try await self.clock.sleep(for: self.options.drainTimeout)
                return .timeIsUp
            }
            _ = try await group.next()
            return end
        }
        onProgress(watch.snapshot(now: clock.now()))
        return end
    }

    private func carrier(_ header: RunHeader, _ watch: RunWatch) -> (
        run: @Sendable () async -> Void, drain: @Sendable () -> Void
    ) {
        guard let queue else {
            let tail = StoreTail(store: store, header, clock: clock) { watch.add($0) }
            return ({ await tail.run() }, { tail.drain() })
        }
        let processor = ResultProcessor(store: store, clock: clock, random: random) { watch.add($0) }
        let pump = QueuePump(queue: queue, processor: processor, clock: clock, random: random)
        return ({ await pump.run() }, { pump.drain() })
    }
}
