import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

struct RunNamingTests {
    @Test(arguments: ["a", "A-z_0.9", String(repeating: "x", count: 64), "20261124-041500-k3f9"])
    func goodNamesAreTaken(name: String) {
        #expect(TestID.isValid(name))
    }

    @Test(arguments: ["", String(repeating: "x", count: 65), "a b", "a/b", "é", "a\n", "a:b", "../x"])
    func otherNamesAreRefused(name: String) {
        #expect(!TestID.isValid(name))
    }

    @Test func generatedNamesSortByTime() {
        var random = SeededGenerator(seed: 7)
        let times: [Int64] = [0, 999, 1_700_000_000_000, 1_700_000_001_000, 1_795_493_700_000, 4_102_444_800_000]
        let names = times.map { TestID.generate(at: $0, using: &random) }
        #expect(names.allSatisfy(TestID.isValid))
        let seconds = names.map { $0.prefix(15) }
        #expect(seconds == seconds.sorted())
        #expect(names[2].hasPrefix("20231114-221320-"))
        #expect(names[2].count == 20)
    }

    @Test func namesOfOneSecondDiffer() {
        var random = SeededGenerator(seed: 7)
        let names = Set((0..<200).map { _ in TestID.generate(at: 0, using: &random) })
        #expect(names.count > 195)
    }

    @Test(arguments: [(1, 1), (125, 1), (126, 2), (500, 4), (1000, 8)])
    func theIntervalGrowsWithTheTasks(tasks: Int, seconds: Int) {
        #expect(ReportingInterval.seconds(taskCount: tasks) == seconds)
    }

    @Test func noTestWritesMoreThanTheTableTakes() {
        for tasks in 1...1000 {
            for bytes in [1, 1024, 4096, 100_000] {
                let seconds = ReportingInterval.seconds(taskCount: tasks, itemBytes: bytes)
                let units = tasks * ((bytes + 1023) / 1024)
                #expect(units <= ReportingInterval.unitsPerSecond * seconds)
            }
        }
    }

    @Test func stopReasonsKeepTheirOrigin() {
        for origin in StopReason.Origin.allCases {
            let reason = StopReason(origin, "because: of it")
            #expect(StopReason(text: reason.description) == reason)
        }
        #expect(StopReason(text: "Ctrl-C") == StopReason(.user, "Ctrl-C"))
    }

    @Test(arguments: [(Verdict.passed, 0), (.failed, 99), (.interrupted, 105), (.invalid, 106)] as [(Verdict, Int32)])
    func exitStatusFollowsTheVerdict(verdict: Verdict, status: Int32) {
        #expect(ExitStatus(verdict).rawValue == status)
    }
}
