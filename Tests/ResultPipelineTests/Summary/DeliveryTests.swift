import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Order and number of deliveries change nothing.
struct DeliveryTests {
    private static func records(tasks: Int, rate: Double) throws -> (RunHeader, [ResultRecord]) {
        let run = try SimulatedRun(tasks: tasks, rate: rate) { $0.target = .troubled(seed: 5, lacksUsers: false) }
        return try run.simulation.run {
            _ = try await run.carryOut()
            return (try await run.services.registry.header(of: "run") ?? run.header, try await run.records())
        }
    }

    private static func digest(_ header: RunHeader, _ records: some Sequence<ResultRecord>) throws -> String {
        var digest = RunDigest(header)
        digest.add(Array(records))
        return try digest.summary().encoded()
    }

    @Test("F19, F20: everything delivered three times in any order gives the same summary, byte by byte")
    func threeTimesInAnyOrder() throws {
        let (header, records) = try Self.records(tasks: 5, rate: 40)
        let reference = try Self.digest(header, records)
        #expect(reference.contains(#""verdict":"invalid""#) == false)
        for seed in 1...25 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let shuffled = (records + records + records).shuffled(using: &random)
            #expect(try Self.digest(header, shuffled) == reference, "seed \(seed)")
        }
    }

    @Test("F20: the final message before all windows gives the same summary")
    func theFinalMessageFirst() throws {
        let (header, records) = try Self.records(tasks: 3, rate: 30)
        let finals = records.filter { $0.message.kind == .final }
        let others = records.filter { $0.message.kind != .final }
        #expect(finals.count == 3)
        #expect(try Self.digest(header, finals + others.reversed()) == Self.digest(header, records))
    }

    @Test("F21: a late message revises the summary", arguments: [RecordKind.window, .final])
    func aLateMessage(kind: RecordKind) throws {
        let (header, records) = try Self.records(tasks: 3, rate: 30)
        let late = try #require(records.lastIndex { $0.message.kind == kind })
        var digest = RunDigest(header)
        digest.add(Array(records[..<late] + records[(late + 1)...]))
        let early = digest.summary()
        #expect(early.verdict == .invalid)
        #expect(early.reasons.count == 1, "\(early.reasons)")
        digest.add([records[late]])
        #expect(try digest.summary().encoded() == Self.digest(header, records))
    }

    @Test("F19, F20: the queue delivers one to three times, in random order", arguments: 1...3)
    func aQueueAsItMayBe(copies: Int) throws {
        let reference = try SimulatedRun(tasks: 5, rate: 30) { $0.target = .troubled(seed: 9, lacksUsers: false) }
            .summary()
        let run = try SimulatedRun(tasks: 5, rate: 30, copies: copies, seed: UInt64(copies)) {
            $0.target = .troubled(seed: 9, lacksUsers: false)
        }
        #expect(try run.summary().encoded() == reference.encoded())
    }

    @Test("A3: one task or a hundred, the figures are the same", arguments: [2, 7, 100])
    func anyNumberOfTasks(tasks: Int) throws {
        let one = try SimulatedRun(tasks: 1, rate: 150) { $0.target = .troubled(seed: 3) }.summary()
        let run = try SimulatedRun(tasks: tasks, rate: 150, copies: 1 + tasks % 3, seed: UInt64(tasks)) {
            $0.target = .troubled(seed: 3)
        }
        #expect(try run.summary().measured() == one.measured())
    }

    @Test("F40: records of other runs change nothing")
    func recordsOfOtherRuns() throws {
        let (header, records) = try Self.records(tasks: 2, rate: 20)
        let others = records.map { record in
            var record = record
            record.testId = "other"
            return record
        }
        #expect(try Self.digest(header, others + records) == Self.digest(header, records))
    }

    @Test("F22: a window that cannot be read is told, and the others count")
    func aWindowThatCannotBeRead() throws {
        let (header, stored) = try Self.records(tasks: 2, rate: 20)
        var records = stored
        let position = try #require(records.firstIndex { $0.message.sequence == 4 })
        guard case .window(var endpoints, let groups, let generator, _) = records[position].message.content else {
            return
        }
        endpoints[0].responseTime.payload.bytes[20] ^= 0xff
        records[position].message.content = .window(endpoints: endpoints, groups: groups, generator: generator)
        var digest = RunDigest(header)
        digest.add(records)
        let summary = digest.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.reasons == ["1 window cannot be read"])
        #expect((190...200).contains(summary.requests.scheduled))
        expectBalance(summary)
    }
}
