import PipelineTestKit
import Testing

@testable import ResultPipeline

/// Following a run whose results somebody else stores.
struct StoreTailTests {
    private let simulation = Simulation()

    /// What is seen of records that are stored so many seconds after the beginning.
    private func seen(
        windowLength: Int64,
        _ arrivals: [(after: Double, record: ResultRecord)],
        outage: Range<Int64> = 0..<1
    ) throws -> Set<Int64> {
        let store = InMemoryResultStore(clock: simulation.clock)
        store.fail(from: outage.lowerBound, to: outage.upperBound)
        let seen = Collected<Int64>()
        var run = try Sample.header("run", taskCount: 2)
        run.windowLength = windowLength
        let header = run
        try simulation.run {
            let tail = StoreTail(store: store, header, clock: simulation.clock) { seen.add($0.map(\.timestamp)) }
            simulation.spawn { await tail.run() }
            for (after, record) in arrivals {
                let due = Duration.seconds(after) - simulation.clock.elapsed
                try await simulation.clock.sleep(for: due)
                try? await store.put([record])
            }
            try await simulation.clock.sleep(for: .milliseconds(windowLength + 10_000))
        }
        return Set(seen.all)
    }

    @Test("F21: a window that is stored long after the final message of another task is seen")
    func aLateWindowIsSeen() throws {
        let final = try Sample.final("run", sequence: 2, second: 60, task: 1)
        let window = try Sample.window("run", sequence: 1, second: 0, task: 0)
        let keys = try seen(windowLength: 60_000, [(61, final), (200, window)])
        #expect(keys == [final.timestamp, window.timestamp])
    }

    @Test func moreThanAPageIsSeen() throws {
        let records = try (0..<1200).map {
            try Sample.window("run", sequence: $0 / 100 + 1, second: $0 / 100, task: $0 % 100)
        }
        #expect(try seen(windowLength: 1000, records.map { (1, $0) }).count == 1200)
    }

    @Test("F30: a store that does not answer is asked again")
    func aStoreThatDoesNotAnswer() throws {
        let window = try Sample.window("run", sequence: 1, second: 0)
        let keys = try seen(windowLength: 1000, [(1.5, window)], outage: Sample.start + 1600..<Sample.start + 8000)
        #expect(keys == [window.timestamp])
    }

    @Test func aDrainedTailEnds() throws {
        let store = InMemoryResultStore(clock: simulation.clock)
        let header = try Sample.header("run", taskCount: 1)
        try simulation.run {
            let tail = StoreTail(store: store, header, clock: simulation.clock) { _ in }
            async let following: Void = tail.run()
            try await simulation.clock.sleep(for: .seconds(5))
            tail.drain()
            await following
        }
        #expect(simulation.clock.elapsed <= .seconds(6))
    }
}
