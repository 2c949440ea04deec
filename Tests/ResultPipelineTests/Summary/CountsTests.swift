import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Whatever the plan, the number of tasks and what is lost: the counts add up.
struct CountsTests {
    private struct Case {
        var header: RunHeader
        var target: ScriptedTarget
        var random: SeededGenerator

        init(seed: UInt64) throws {
            var random = SeededGenerator(seed: seed)
            let seconds =
                Double(Int.random(in: 1...20, using: &random)) + ([0, 0.25, 0.5].randomElement(using: &random) ?? 0)
            var plan = try Sample.plan()
            plan.virtualUsers = .random(in: 1...40, using: &random)
            let from = Double.random(in: 0...80, using: &random)
            plan.profile =
                switch Int.random(in: 0..<3, using: &random) {
                case 0: .closed(seconds: seconds)
                case 1: .open(.constant(from, seconds: seconds), arrivals: .uniform)
                default:
                    .open(
                        RateProfile(stages: [
                            RateProfile.Stage(seconds: seconds / 2, from: from, to: 60),
                            RateProfile.Stage(seconds: seconds / 2, from: 20, to: 0),
                        ]),
                        arrivals: .uniform
                    )
                }
            header = try Sample.header("run", taskCount: .random(in: 1...12, using: &random))
            header.plan = plan
            header.windowLength = [1000, 1000, 2000, 5000].randomElement(using: &random) ?? 1000
            target = .troubled(seed: seed)
            self.random = random
        }
    }

    @Test("counts add up, and are those of the target", arguments: 1...20 as ClosedRange<UInt64>)
    func completeRuns(seed: UInt64) throws {
        let scene = try Case(seed: seed)
        let run = SimulatedRun(scene.header) { $0.target = scene.target }
        let summary = try run.summary()
        expectBalance(summary)
        #expect(summary.tasks.windowsReceived == summary.tasks.windowsExpected)
        #expect(summary.errors[RunTotals.unreported] == nil)
        guard let arrivals = scene.header.plan.profile.arrivals else { return }
        #expect(summary.requests.scheduled == UInt64(arrivals))
        let truth = Truth(scene.header.plan, scene.target)
        #expect(summary.requests.dropped == truth.dropped)
        #expect(summary.errors == truth.errors)
        #expect(summary.statusCodes == truth.statusCodes)
    }

    @Test("counts add up however many tasks die or are told to end", arguments: 100...123 as ClosedRange<UInt64>)
    func disturbedRuns(seed: UInt64) throws {
        var scene = try Case(seed: seed)
        var incidents: [SimulatedRun.Incident] = []
        for task in 0..<scene.header.taskCount where Bool.random(using: &scene.random) {
            let at = Int64.random(in: 0...15_000, using: &scene.random)
            let isKilled = Bool.random(using: &scene.random)
            incidents.append((at, { run in if isKilled { run.fleet.kill(task) } else { run.fleet.terminate(task) } }))
        }
        if Int.random(in: 0..<3, using: &scene.random) == 0 {
            incidents.append(
                (Int64.random(in: 0...10_000, using: &scene.random), { try await $0.director.stop("run") })
            )
        }
        let run = SimulatedRun(scene.header) {
            $0.target = scene.target
            $0.worker.spoolCount = 2
        }
        let outage = Sample.start + Int64.random(in: 0...10_000, using: &scene.random)
        run.services.queue.fail(from: outage, to: outage + 4000)
        expectBalance(try run.summary(incidents: incidents))
        #expect(run.fleet.running.isEmpty)
    }

    @Test("counts add up whichever records are missing", arguments: 200...209 as ClosedRange<UInt64>)
    func missingRecords(seed: UInt64) throws {
        var scene = try Case(seed: seed)
        let run = SimulatedRun(scene.header) { $0.target = scene.target }
        let (header, records) = try run.simulation.run {
            _ = try await run.carryOut()
            return (try await run.services.registry.header(of: "run") ?? run.header, try await run.records())
        }
        for share in [0.1, 0.5, 0.9] {
            let kept = records.filter { _ in Double.random(in: 0..<1, using: &scene.random) > share }
            var digest = RunDigest(header)
            digest.add(kept)
            let summary = digest.summary()
            expectBalance(summary)
            let windows = kept.count { $0.message.kind == .window }
            #expect(summary.tasks.windowsReceived == windows)
        }
    }
}

/// What a target did to a whole plan, counted without windows and tasks.
private struct Truth {
    var dropped: UInt64 = 0
    var errors: [String: UInt64] = [:]
    var statusCodes: [Int: UInt64] = [:]

    init(_ plan: TestPlan, _ target: ScriptedTarget) {
        guard case .open(let profile, _) = plan.profile else { return }
        var curve = ArrivalCurve(profile)
        for number in 0..<profile.arrivals {
            let due = curve.time(ofCount: Double(number)) ?? profile.seconds
            let fate = target.fate(number)
            guard let wait = fate.wait, due * 1_000_000 + Double(wait) < profile.seconds * 1_000_000 else {
                dropped += 1
                continue
            }
            switch fate.end {
            case .response(let status): statusCodes[status, default: 0] += 1
            case .error(let label): errors[label, default: 0] += 1
            }
        }
    }
}
