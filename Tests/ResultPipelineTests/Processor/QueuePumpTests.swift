import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// From the queue to the store, with trouble at either end.
struct QueuePumpTests {
    private let simulation = Simulation()
    private var clock: FakeClock { simulation.clock }

    private func pump(_ services: SimulatedServices) -> QueuePump {
        let processor = ResultProcessor(store: services.store, clock: clock, random: { 0.5 })
        return QueuePump(queue: services.queue, processor: processor, clock: clock, random: { 0.5 })
    }

    private func send(_ bodies: [[UInt8]], to queue: InMemoryResultQueue) async throws {
        try await queue.send(bodies.map { QueueMessage(testId: "run", body: $0) })
    }

    private func stored(_ services: SimulatedServices) async throws -> [Int] {
        try await services.store.records(of: "run", after: nil, limit: .max).map(\.message.sequence)
    }

    @Test("F22, F23: poison becomes a dead letter with its reason after three receives; the others are stored")
    func poisonBecomesADeadLetter() throws {
        let services = SimulatedServices(clock)
        let (dead, sequences) = try simulation.run {
            var bodies = try Deliveries.bodies((1...10).map { Deliveries.window($0) })
            bodies[3] = try Deliveries.damaged(Deliveries.window(4), #""schemaVersion":1"#, #""schemaVersion":7"#)
            try await send(bodies, to: services.queue)
            let pump = pump(services)
            pump.drain()
            await pump.run()
            return (try await services.queue.deadLetters(limit: 10), try await stored(services))
        }
        #expect(sequences == [1, 2, 3, 5, 6, 7, 8, 9, 10])
        #expect(
            dead.map(\.reason) == ["unknownVersion: schemaVersion 7 is not 1; use workers and processor of one release"]
        )
        #expect(services.queue.count == 0)
        #expect(clock.elapsed < .seconds(5), "poison does not wait for its visibility time-out")
    }

    @Test("F25: a store slower than the visibility time-out doubles no count", arguments: [1, 2])
    func slowerThanTheVisibility(pumps: Int) throws {
        let services = SimulatedServices(clock, writeTime: .seconds(40))
        let (summary, reference) = try simulation.run {
            let messages = (1...5).map { Deliveries.window($0, requests: $0) }
            try await send(try Deliveries.bodies(messages), to: services.queue)
            for _ in 0..<pumps { simulation.spawn { await pump(services).run() } }
            try await clock.sleep(for: .seconds(300))
            var header = try Sample.header("run", taskCount: 1)
            header.start = RunStart(at: Sample.start, tasks: [0])
            var decoder = HistogramDecoder()
            var reference = RunDigest(header)
            reference.add(try messages.map { message in try ResultRecord(message, using: &decoder) })
            return (
                try await RunSummarizer(store: services.store).summarize(header), reference.summary()
            )
        }
        #expect(summary.requests.sent == 15)
        #expect(try summary.encoded() == reference.encoded())
    }

    @Test("F24: a queue that forgets acknowledgements doubles no record")
    func forgottenAcknowledgements() throws {
        let services = SimulatedServices(clock, copies: 3)
        let sequences = try simulation.run {
            try await send(try Deliveries.bodies((1...30).map { Deliveries.window($0) }), to: services.queue)
            let pump = pump(services)
            pump.drain()
            await pump.run()
            return try await stored(services)
        }
        #expect(sequences == Array(1...30))
    }

    @Test("F30: the end waits for messages that the store refused until they have come again")
    func theEndWaitsForRefusedMessages() throws {
        let services = SimulatedServices(clock)
        services.store.fail(from: Sample.start, to: Sample.start + 20_000)
        let sequences = try simulation.run {
            try await send(try Deliveries.bodies((1...12).map { Deliveries.window($0) }), to: services.queue)
            let pump = pump(services)
            pump.drain()
            await pump.run()
            return try await stored(services)
        }
        #expect(sequences == Array(1...12))
        #expect(clock.elapsed < .seconds(45))
    }

    @Test("F30: the end does not wait for ever for a store that is gone")
    func theEndDoesNotWaitForEver() throws {
        let services = SimulatedServices(clock)
        services.store.fail(from: Sample.start, to: .max)
        let dead = try simulation.run {
            try await send(try Deliveries.bodies([Deliveries.window(1)]), to: services.queue)
            let pump = pump(services)
            pump.drain()
            await pump.run()
            return try await services.queue.deadLetters(limit: 10)
        }
        #expect(dead.count == 1)
        #expect(clock.elapsed < .seconds(180))
    }

    @Test("F27: a queue that does not answer is asked again, with pauses")
    func aQueueThatDoesNotAnswer() throws {
        let services = SimulatedServices(clock)
        let sequences = try simulation.run {
            try await send(try Deliveries.bodies([Deliveries.window(1)]), to: services.queue)
            services.queue.fail(from: Sample.start, to: Sample.start + 60_000)
            simulation.spawn { await pump(services).run() }
            try await clock.sleep(for: .seconds(66))
            return try await stored(services)
        }
        #expect(sequences == [1])
    }

    @Test("F36: dead letters that are driven again a week later give the same totals")
    func drivenAgainAWeekLater() throws {
        let run = try SimulatedRun(tasks: 2) { $0.options.drainTimeout = .seconds(1) }
        let undisturbed = try SimulatedRun(tasks: 2).summary()
        let day: Int64 = 86_400_000
        run.services.store.fail(from: Sample.start + 4000, to: Sample.start + 4 * day)
        let (dead, early, late) = try run.simulation.run {
            run.simulation.spawn { _ = try? await run.carryOut() }
            try await run.simulation.clock.sleep(for: .seconds(300))
            run.processElsewhere()
            try await run.simulation.clock.sleep(for: .seconds(1800))
            let dead = try await run.services.queue.deadLetters(limit: 1000).count
            run.simulation.clock.stepWall(by: 7 * day)
            let early = try await run.summaryAgain()
            run.services.queue.redrive()
            try await run.simulation.clock.sleep(for: .seconds(300))
            return (dead, early, try await run.summaryAgain())
        }
        #expect(dead > 10)
        #expect(early.verdict == .invalid)
        #expect(try late.encoded() == undisturbed.encoded())
    }
}
