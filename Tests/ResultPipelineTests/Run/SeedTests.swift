import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

/// Where a run's random values come from.
struct SeedTests {
    @Test
    func `follows from the run's name where the plan states none`() throws {
        var plan = try Sample.plan()
        #expect(plan.seeded(by: "a") == plan)
        plan.scenarios = [Scenario(name: "s", steps: [])]
        let seeds = ["a", "b", "nightly-1", "nightly-2"].map { plan.seeded(by: $0).seed }
        #expect(Set(seeds).count == 4)
        #expect(!seeds.contains(0))
        #expect(plan.seeded(by: "a").seed == seeds[0])
        plan.seed = 7
        #expect(plan.seeded(by: "a") == plan)
    }

    @Test
    func `is in the header that a launch claims`() throws {
        var plan = try Sample.plan()
        plan.scenarios = [Scenario(name: "s", steps: [])]
        let header = LaunchPayload(plan: plan).header(testId: "run", at: Sample.start)
        #expect(header.plan == plan.seeded(by: "run"))
    }
}
