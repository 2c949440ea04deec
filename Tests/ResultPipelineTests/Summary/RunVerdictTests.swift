import Measurement
import PipelineTestKit
import Testing

@testable import ResultPipeline

/// Which reason decides, where several apply.
struct RunVerdictTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var stop: StopReason?
        var hasStarted = true
        var saturation: [String] = []
        var missing: [String] = []
        var allowPartial = false
        var holds = true
        var sent: UInt64 = 10
        var failed: UInt64 = 0
        var verdict: Verdict
        var testDescription: String { name }

        var judgement: RunJudgement {
            RunJudgement(
                stop: stop,
                hasStarted: hasStarted,
                saturation: saturation,
                missing: missing,
                allowPartial: allowPartial,
                brokenThresholds: holds ? [] : ["threshold p(99)<200 did not hold: 212.346"],
                counts: RequestCounts(scheduled: sent, sent: sent, completed: sent, failed: failed)
            )
        }
    }

    private static let person = StopReason(.user, "enough")
    private static let barrier = StopReason(.barrier, "too few")

    @Test(arguments: [
        Case(name: "all is well", verdict: .passed),
        Case(name: "one success suffices", failed: 9, verdict: .passed),
        Case(name: "a threshold failed", holds: false, verdict: .failed),
        Case(name: "no success", failed: 10, verdict: .failed),
        Case(name: "nothing sent", sent: 0, verdict: .failed),
        Case(name: "missing outranks failed", missing: ["m"], holds: false, verdict: .invalid),
        Case(name: "missing, and allowed", missing: ["m"], allowPartial: true, verdict: .passed),
        Case(name: "missing, allowed, failed", missing: ["m"], allowPartial: true, holds: false, verdict: .failed),
        Case(name: "saturated", saturation: ["s"], verdict: .invalid),
        Case(name: "saturated, partial allowed", saturation: ["s"], allowPartial: true, verdict: .invalid),
        Case(name: "saturated outranks a stop", stop: person, saturation: ["s"], verdict: .invalid),
        Case(name: "stopped", stop: person, verdict: .interrupted),
        Case(name: "stopped outranks failed", stop: person, holds: false, verdict: .interrupted),
        Case(name: "stopped, and missing", stop: person, missing: ["m"], verdict: .invalid),
        Case(name: "stopped, missing allowed", stop: person, missing: ["m"], allowPartial: true, verdict: .interrupted),
        Case(
            name: "stopped before the start",
            stop: person,
            hasStarted: false,
            missing: ["m"],
            sent: 0,
            verdict: .interrupted
        ),
        Case(name: "too few tasks", stop: barrier, hasStarted: false, missing: ["m"], sent: 0, verdict: .invalid),
        Case(
            name: "too few, partial allowed",
            stop: barrier,
            hasStarted: false,
            missing: ["m"],
            allowPartial: true,
            sent: 0,
            verdict: .invalid
        ),
    ])
    func theVerdictFollowsItsOrder(scene: Case) {
        #expect(scene.judgement.verdict == scene.verdict)
        #expect(scene.judgement.reasons.isEmpty == (scene.verdict == .passed && scene.missing.isEmpty))
    }

    @Test func allReasonsAreToldThoseOfTheVerdictFirst() {
        let scene = Case(
            name: "",
            stop: Self.person,
            saturation: ["slow"],
            missing: ["a window"],
            holds: false,
            verdict: .invalid
        )
        #expect(
            scene.judgement.reasons == [
                "stopped before its end: enough", "the generator was the bottleneck: slow", "a window",
                "threshold p(99)<200 did not hold: 212.346",
            ]
        )
    }

    @Test("exit statuses are those of the contract")
    func exitStatuses() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 64, 70, 99, 105, 106])
        let statuses = Verdict.allCases.map { ExitStatus($0) }
        #expect(statuses == [.passed, .thresholdFailed, .invalid, .interrupted])
    }
}
