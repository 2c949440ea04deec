import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Runs that share registry, queue and store, and those whose queue somebody else empties.
struct SeveralRunsTests {
    private static func header(_ testId: String, rate: Double) throws -> RunHeader {
        var header = try Sample.header(testId, taskCount: 2)
        header.plan = try Sample.plan(rate: rate, seconds: 10)
        return header
    }

    @Test("F40: two runs against one target at once are never mixed")
    func twoRunsAtOnce() throws {
        let alone = try [10, 30].map { try SimulatedRun(Self.header("run-\(Int($0))", rate: $0)).summary() }
        let simulation = Simulation()
        let services = SimulatedServices(simulation.clock)
        let runs = try [10, 30].map { rate in
            SimulatedRun(try Self.header("run-\(Int(rate))", rate: rate), simulation: simulation, services: services) {
                $0.processing = .elsewhere
            }
        }
        let together = try simulation.run {
            async let first = runs[0].carryOut()
            async let second = runs[1].carryOut()
            return [try await first, try await second]
        }
        #expect(try together.map { try $0.encoded() } == alone.map { try $0.encoded() })
    }

    @Test("F21: a run waits for results that others process late")
    func resultsProcessedLate() throws {
        let undisturbed = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 2) { $0.processing = .elsewhere }
        run.services.queue.fail(from: Sample.start + 10_600, to: Sample.start + 25_000)
        #expect(try run.summary().encoded() == undisturbed.encoded())
    }

    @Test("F21: a run whose results nobody processes ends, and says what is missing")
    func resultsThatNobodyProcesses() throws {
        let summary = try SimulatedRun(tasks: 2) { $0.processing = .byNobody }.summary()
        #expect(summary.verdict == .invalid)
        let missing = (0...1).map { "task \($0) never reported (it ended with exit status 0)" }
        #expect(summary.reasons == missing + ["no request was sent"])
    }

    @Test func progressFollowsTheStore() throws {
        let run = try SimulatedRun(tasks: 2) { $0.processing = .elsewhere }
        let seen = Collected<UInt64>()
        _ = try run.summary { seen.add([$0.counts.sent]) }
        #expect(seen.all == seen.all.sorted())
        #expect(seen.all.count > 8)
        #expect(seen.all.last == 100, "records read again count once")
    }
}
