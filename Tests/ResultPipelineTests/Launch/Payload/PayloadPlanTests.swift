import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

/// A payload with a whole plan, as the launcher takes it.
struct PayloadPlanTests {
    private struct Outage: Error {}

    private static func launch(
        _ payload: String,
        _ readPlan: PlanReading?
    ) async throws -> (answer: LaunchAnswer, header: RunHeader?) {
        let registry = InMemoryRunRegistry()
        let simulation = Simulation()
        let fleet = ScriptedFleet(simulation) { _, _, _ in .init(live: { 0 }, stop: {}, kill: {}) }
        let service = LaunchService(
            registry: registry,
            fleet: fleet,
            clock: FakeClock(),
            check: { $0.host == "10.0.0.1" ? "it is a private address" : nil },
            readPlan: readPlan,
            estimate: { _, _, _ in 0 },
            handOver: { _ in }
        )
        let answer = try await service.launch(Array(payload.utf8))
        return (answer, try await registry.header(of: answer.testId))
    }

    private static func problems(_ payload: String, _ readPlan: PlanReading?) async throws -> [String] {
        let error = await #expect(throws: LaunchError.self) { _ = try await launch(payload, readPlan) }
        return try #require(error).diagnostics.map(\.description)
    }

    @Test
    func `is read from the payload or from S3, and thresholds are added`() async throws {
        var plan = try Sample.plan()
        plan.thresholds = [try ThresholdExpression.parse("max < 1s")]
        let whole = plan
        let compact = Array(#"{"a":[1.50,"é\u000a",null,true]}"#.utf8)
        for (member, reference) in [
            (#"{"a" : [1.50, "é\n", null, true]}"#, PlanReference.object(compact)),
            (#"{"s3": "s3://bucket/a/plan.yaml"}"#, .s3("s3://bucket/a/plan.yaml")),
        ] {
            let payload = #"{"plan": \#(member), "taskCount": 2, "testId": "p", "thresholds": {"p(99)": "< 2s"}}"#
            let (_, header) = try await Self.launch(payload) {
                #expect($0 == reference)
                return whole
            }
            #expect(header?.plan.profile == plan.profile)
            #expect(header?.plan.thresholds.map(\.limit) == [1000, 2000])
            #expect(header?.taskCount == 2)
        }
    }

    @Test(arguments: [
        (#"{"plan": 5}"#, "plan: this is a number"),
        (#"{"plan": {"s3": "bucket/key"}}"#, "plan: this names no object of S3"),
        (#"{"plan": {"s3": "s3://b/k", "x": 1}}"#, "plan: this names no object of S3"),
        (#"{"plan": {}, "vus": 5}"#, "vus: the plan says this"),
        (#"{"plan": {}, "targetUrl": "http://a.test"}"#, "targetUrl: the plan says this"),
    ])
    func `is refused where it can be none, or is half one`(payload: String, problem: String) async throws {
        let plan = try Sample.plan()
        let problems = try await Self.problems(payload) { _ in plan }
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix(problem) == true, "\(problems)")
    }

    @Test
    func `is refused with everything that its reader says, where there is one`() async throws {
        let said = try await Self.problems(#"{"plan": {}}"#) { _ in throw PlanRefusal(["3:5: rate: 'x'", "no target"]) }
        #expect(said == ["plan: 3:5: rate: 'x'", "plan: no target"])
        #expect(try await Self.problems(#"{"plan": {}}"#, nil).first?.contains("not read here") == true)
    }

    @Test
    func `may be launched again where it could not be fetched`() async throws {
        let error = await #expect(throws: LaunchError.self) {
            _ = try await Self.launch(#"{"plan": {"s3": "s3://b/k"}}"#) { _ in throw Outage() }
        }
        #expect(error?.code == .plan)
        #expect(error?.isTransient == true)
    }

    @Test
    func `stays within the launcher's limits`() async throws {
        var plan = try Sample.plan(rate: 2_000_000, seconds: 100_000, virtualUsers: 2_000_000)
        plan.request.url = try TargetURL(parsing: "http://10.0.0.1/")
        let large = plan
        let problems = try await Self.problems(#"{"plan": {}}"#) { _ in large }
        #expect(problems.count == 4)
        #expect(problems.first == "plan: 10.0.0.1 is not accepted: it is a private address")
    }
}
