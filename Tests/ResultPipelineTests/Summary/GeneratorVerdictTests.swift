import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// A11: when the generator was the bottleneck, the run is invalid and says why.
struct GeneratorVerdictTests {
    private static func lag(_ microseconds: UInt64, late: Int, of all: Int = 1000) -> Histogram {
        var histogram = Histogram()
        histogram.record(100, count: UInt64(all - late))
        histogram.record(microseconds, count: UInt64(late))
        return histogram
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var evidence: GeneratorVerdict.Evidence
        var reason: String?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "no evidence", evidence: .init()),
        Case(name: "one late request in a hundred", evidence: .init(startLag: lag(500_000, late: 10))),
        Case(
            name: "more than one late request in a hundred",
            evidence: .init(startLag: lag(12_000, late: 11)),
            reason: "requests left late: 99% within 12 ms of their schedule, more than 10 ms"
        ),
        Case(name: "lag just within its limit", evidence: .init(startLag: lag(10_000, late: 500))),
        Case(name: "throttled for 1%", evidence: .init(health: .init(cpuThrottledSeconds: 0.2), taskSeconds: 20)),
        Case(
            name: "throttled for more",
            evidence: .init(health: .init(cpuThrottledSeconds: 0.5), taskSeconds: 20),
            reason: "tasks were kept from running for 0.5 s (2.5% of the load)"
        ),
        Case(
            name: "ports, as the tasks' health says",
            evidence: .init(health: .init(portExhaustion: 3)),
            reason: "3 connections could not be made as no local port was free"
        ),
        Case(
            name: "ports, as errors say",
            evidence: .init(errors: ["no_local_ports": 1]),
            reason: "1 connection could not be made as no local port was free"
        ),
        Case(
            name: "descriptors",
            evidence: .init(health: .init(descriptorExhaustion: 2), errors: ["no_descriptors": 5]),
            reason: "5 connections could not be made as no file descriptor was free"
        ),
        Case(
            name: "arrivals that never left",
            evidence: .init(dropped: 7, virtualUsers: 2),
            reason: "7 arrivals never became a request, as all of 2 virtual users were busy to the end"
        ),
        Case(name: "arrivals that waited at a stop", evidence: .init(dropped: 7, wasStopped: true)),
        Case(name: "errors of the target", evidence: .init(errors: ["timeout": 99, "connect_refused": 5])),
    ])
    func eachRule(scene: Case) {
        let reasons = GeneratorVerdict.reasons(scene.evidence)
        #expect(reasons.count == (scene.reason == nil ? 0 : 1))
        #expect(reasons.first?.hasPrefix(scene.reason ?? "") != false, "\(reasons)")
    }

    private static let bottleneck = "the generator was the bottleneck: "

    @Test("A11: a throttled task makes the run invalid, whatever thresholds say")
    func aThrottledTask() throws {
        let run = try SimulatedRun(tasks: 2) {
            $0.health = [1: GeneratorHealth(cpuSeconds: 9, cpuThrottledSeconds: 4)]
            $0.options.allowPartial = true
        }
        let summary = try run.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.generator.saturated)
        #expect(summary.reasons.count == 1)
        #expect(summary.says(Self.bottleneck + "tasks were kept from running for 4 s (20% of the load)"))
        #expect(summary.generator.cpuThrottledSeconds == 4)
    }

    @Test("A11: requests that leave late make the run invalid")
    func lateRequests() throws {
        let late = ScriptedTarget { number in
            ScriptedTarget.Fate(lag: number % 20 == 0 ? 60_000 : 100, service: 1000)
        }
        let summary = try SimulatedRun(tasks: 2, rate: 100) { $0.target = late }.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.says(Self.bottleneck + "requests left late: 99% within 60 ms"))
        #expect(summary.generator.maxStartLagMs == 60)
    }

    @Test("A11: a lack of ports on one task makes the run invalid")
    func noPorts() throws {
        let summary = try SimulatedRun(tasks: 3) { $0.health = [2: GeneratorHealth(portExhaustion: 12)] }.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.says(Self.bottleneck + "12 connections could not be made as no local port was free"))
    }

    @Test("A7: a lack of virtual users is told where arrivals waited, and invalid where some never left")
    func aLackOfVirtualUsers() throws {
        let slow = ScriptedTarget { number in ScriptedTarget.Fate(wait: number < 50 ? 300_000 : 0, service: 1000) }
        let waited = try SimulatedRun(tasks: 2) { $0.target = slow }.summary()
        #expect(waited.verdict == .passed)
        #expect(waited.generator.virtualUsersLimited)
        #expect(
            waited.reasons == [
                "virtual users were the limit: 50 arrivals waited up to 300 ms for one of 1000 virtual users"
            ]
        )
        let full = ScriptedTarget { number in ScriptedTarget.Fate(wait: number < 90 ? 0 : nil, service: 1000) }
        let dropped = try SimulatedRun(tasks: 2) { $0.target = full }.summary()
        #expect(dropped.verdict == .invalid)
        #expect(dropped.requests.dropped == 10)
        #expect(dropped.says("10 arrivals never became a request"))
    }
}
