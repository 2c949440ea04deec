import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// What becomes of a batch of deliveries.
struct ResultProcessorTests {
    private let clock = FakeClock()
    private let store: InMemoryResultStore

    init() {
        store = InMemoryResultStore(clock: clock)
    }

    private func processor(attempts: Int = 1, onStored: @escaping @Sendable ([ResultRecord]) -> Void = { _ in })
        -> ResultProcessor
    {
        ResultProcessor(store: store, clock: clock, attempts: attempts, random: { 0.5 }, onStored: onStored)
    }

    private func stored() async throws -> [ResultRecord] {
        try await store.records(of: "run", after: nil, limit: .max)
    }

    @Test("F22: of ten with one poison nine are stored, and only the poison is refused")
    func onePoisonInTen() async throws {
        var bodies = try Deliveries.bodies((1...10).map { Deliveries.window($0) })
        bodies[6] = Array("{}".utf8)
        let outcome = await processor().handle(Deliveries.of(bodies))
        #expect(outcome.acknowledged == [0, 1, 2, 3, 4, 5, 7, 8, 9].map { "r\($0)" })
        #expect(outcome.rejected.map(\.messageId) == ["m6"])
        #expect(outcome.rejected.map(\.isTransient) == [false])
        #expect(try await stored().map(\.message.sequence) == [1, 2, 3, 4, 5, 6, 8, 9, 10])
    }

    struct Poison: Sendable, CustomTestStringConvertible {
        var label: String
        var body: @Sendable () throws -> [UInt8]
        var testDescription: String { label }
    }

    @Test(
        "F23: what this version cannot take is refused with its reason, and crashes nothing",
        arguments: [
            Poison(label: "unknownVersion") {
                try Deliveries.damaged(Deliveries.window(1), #""schemaVersion":1"#, #""schemaVersion":2"#)
            },
            Poison(label: "unknownKind") {
                try Deliveries.damaged(Deliveries.window(1), #""kind":"window""#, #""kind":"summary""#)
            },
            Poison(label: "wrongType") {
                try Deliveries.damaged(Deliveries.window(1), #""sequence":1"#, #""sequence":"1""#)
            },
            Poison(label: "outOfRange") {
                try Deliveries.damaged(Deliveries.window(1), #""sequence":1"#, #""sequence":-1"#)
            },
            Poison(label: "notJSON") { Array("x".utf8) },
            Poison(label: "notJSON") { [0xff, 0xfe, 0x00] },
            Poison(label: "oversized") { [UInt8](repeating: 0x20, count: ResultMessage.maxBytes + 1) },
            Poison(label: "damagedHistogram") {
                var endpoint = Sample.endpoint(requests: 4)
                endpoint.responseTime.payload.bytes[20] ^= 0xff
                var message = Deliveries.window(1)
                message.content = .window(endpoints: [endpoint], generator: GeneratorWindow())
                return try MessageCodec.encode(message)
            },
        ]
    )
    func poisonIsRefusedWithItsReason(poison: Poison) async throws {
        let bodies = try [poison.body(), MessageCodec.encode(Deliveries.window(2))]
        let outcome = await processor().handle(Deliveries.of(bodies))
        let rejection = try #require(outcome.rejected.first)
        #expect(rejection.label == poison.label)
        #expect(rejection.reason.hasPrefix(poison.label + ": "))
        #expect(rejection.reason.count > poison.label.count + 10)
        #expect(outcome.acknowledged == ["r1"])
    }

    @Test("F24: a batch handled again after its acknowledgement was lost changes nothing")
    func handledAgain() async throws {
        let deliveries = Deliveries.of(try Deliveries.bodies((1...5).map { Deliveries.window($0) }))
        let first = await processor().handle(deliveries)
        let before = try await stored()
        let second = await processor().handle(deliveries.reversed())
        #expect(Set(first.acknowledged) == Set(second.acknowledged))
        #expect(try await stored() == before)
    }

    @Test("F31: the same message twice in one batch is written once and acknowledged twice")
    func twiceInOneBatch() async throws {
        let bodies = try Deliveries.bodies([1, 2, 1, 1].map { Deliveries.window($0) })
        let outcome = await processor().handle(Deliveries.of(bodies))
        #expect(outcome.rejected.isEmpty)
        #expect(Set(outcome.acknowledged) == ["r0", "r1", "r2", "r3"])
        #expect(try await stored().count == 2)
        #expect(store.puts == 1)
    }

    @Test("F32: two tasks that report the same second both survive")
    func twoTasksInOneSecond() async throws {
        let messages = [Deliveries.window(1, task: 0, requests: 1), Deliveries.window(1, task: 1, requests: 2)]
        _ = await processor().handle(Deliveries.of(try Deliveries.bodies(messages)))
        #expect(try await stored().map(\.attributes.requests) == [1, 2])
    }

    @Test("F30: what the store did not take is transient, and told apart from poison")
    func whatTheStoreDidNotTake() async throws {
        store.fail(from: 0, to: .max)
        let bodies = try Deliveries.bodies([Deliveries.window(1)]) + [Array("{}".utf8)]
        let outcome = await processor().handle(Deliveries.of(bodies))
        #expect(outcome.acknowledged.isEmpty)
        #expect(
            Dictionary(uniqueKeysWithValues: outcome.rejected.map { ($0.messageId, $0.isTransient) }) == [
                "m0": true, "m1": false,
            ]
        )
    }

    @Test func oneRecordThatTheStoreRefusesHarmsNoOther() async throws {
        let refused = RecordKey.timestamp(windowStartMs: Sample.start + 2000, taskIndex: 0, kind: .window)
        store.refuse(key: refused)
        let outcome = await processor().handle(
            Deliveries.of(try Deliveries.bodies((1...5).map { Deliveries.window($0) }))
        )
        #expect(outcome.rejected.map(\.messageId) == ["m2"])
        #expect(outcome.rejected.first?.label == "store")
        #expect(try await stored().map(\.message.sequence) == [1, 2, 4, 5])
    }

    @Test("F30: the store is asked again with growing pauses, and then the batch is given back")
    func growingPauses() throws {
        let simulation = Simulation(clock: clock)
        store.fail(from: 0, to: .max)
        let deliveries = Deliveries.of(try Deliveries.bodies([Deliveries.window(1)]))
        let outcome = try simulation.run { await processor(attempts: 8).handle(deliveries) }
        #expect(outcome.rejected.count == 1)
        #expect(store.puts == 9)
        #expect(clock.elapsed == .milliseconds(5650), "halves of 0.1, 0.2, 0.4, 0.8, 1.6, 3.2 and 5 s")
    }

    @Test func whoFollowsIsToldWhatWasStored() async throws {
        let seen = Collected<Int>()
        let bodies = try Deliveries.bodies([Deliveries.window(1), Deliveries.window(2)]) + [Array("{}".utf8)]
        _ = await processor { seen.add($0.map(\.message.sequence)) }.handle(Deliveries.of(bodies))
        #expect(seen.all == [1, 2])
    }
}
