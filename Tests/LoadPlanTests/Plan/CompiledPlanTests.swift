import FoundationEssentials
import LoadPlan
import Testing

/// A plan that travels is the plan that was sent.
struct CompiledPlanTests {
    private static func plan() throws -> TestPlan {
        let user = ValueSource.column(dataSet: "users", column: "name")
        let login = RequestStep(
            name: "log in",
            method: "POST",
            url: Template(parts: [.text(Array("/login/".utf8)), .value(user, .url)]),
            headers: [.init(name: "Accept", value: Template("*/*"))],
            body: Template(parts: [.text([0xFF, 0x00, 0x0A]), .value(.secret(.environment("KEY")), .json)]),
            authentication: .sigV4(.init(service: "execute-api", region: "eu-central-1")),
            captures: [Capture(name: "token", source: .jsonPath("$.token"), fallback: nil)],
            checks: [Check(name: "created", source: .status, predicate: .statusClass(2), failsRequest: false)]
        )
        var plan = TestPlan(
            request: RequestSpec(url: try TargetURL(parsing: "https://api.test/v1/é?a=b")),
            profile: .open(RateProfile(stages: [.init(seconds: 5, from: 0, to: 0.1)]), arrivals: .poisson(seed: .max)),
            virtualUsers: 7
        )
        plan.scenarios = [
            Scenario(
                name: "s",
                weight: 3,
                steps: [
                    .group(name: "g", steps: [.request(login), .pause(.exponential(mean: 1.5))]),
                    .while(
                        Condition(value: nil, predicate: .isOne(of: ["202"])),
                        limit: 3,
                        steps: [.repeat(count: 2, steps: [])]
                    ),
                    .if(
                        Condition(value: Template("x"), predicate: .isMissing),
                        then: [],
                        otherwise: [.pause(.fixed(1))]
                    ),
                ]
            )
        ]
        plan.thresholds = [
            Threshold(
                expression: "p(99)<1s",
                scope: .group("g"),
                metric: .responsePercentile(99),
                comparison: .less,
                limit: 1
            )
        ]
        plan.warmUpSeconds = 2
        plan.seed = 5
        return plan
    }

    @Test
    func `is read back as it was`() throws {
        let plan = try Self.plan()
        let json = try CompiledPlan(plan).json()
        #expect(CompiledPlan.isWritten(in: Array(json)))
        #expect(try CompiledPlan(json: json).plan == plan)
        #expect(try CompiledPlan(plan).json() == json)
    }

    @Test(arguments: ["target: http://a.test", #"{"target": "http://a.test"}"#, #"{"compiledPlan":2,"plan":{}}"#, ""])
    func `is no plan file`(text: String) {
        #expect(!CompiledPlan.isWritten(in: Array(text.utf8)))
    }
}
