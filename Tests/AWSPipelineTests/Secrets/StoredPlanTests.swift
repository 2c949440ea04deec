import AWSPipeline
import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

/// No plan that holds a credential comes into the results table, whichever way it takes.
struct StoredPlanTests {
    private static let secret = "s3cret-of-ada"
    private let fixture = TableFixture()

    /// A launcher as the function wires it, but for the fleet, which must not be asked.
    private func launch(_ payload: String, _ plan: TestPlan? = nil) async throws -> LaunchAnswer {
        let fleet = ScriptedFleet(Simulation()) { header, _, _ in
            Issue.record("a task of \(header.testId) was started")
            return .init(live: { 0 })
        }
        let service = LaunchService(
            registry: fixture.registry,
            fleet: fleet,
            readPlan: { _ in try #require(plan) },
            objection: { StoredPlanRules.objection(to: $0) },
            estimate: { _, _, _ in 0 },
            handOver: { _ in }
        )
        return try await service.launch(Array(payload.utf8))
    }

    private func refusal(_ payload: String, _ plan: TestPlan? = nil) async throws -> LaunchError {
        let error = await #expect(throws: LaunchError.self) { _ = try await launch(payload, plan) }
        return try #require(error)
    }

    @Test(arguments: [
        (#""headers": {"authorization": "Bearer s3cret-of-ada"}"#, "headers.authorization"),
        (#""headers": {"Accept": "a/b", "X-Api-Key": "s3cret-of-ada"}"#, "headers.X-Api-Key"),
        (#""headers": {"X-Api-Key": "${variable}s3cret-of-ada"}"#, "headers.X-Api-Key"),
        (
            #""targetUrl": "http://ada:s3cret-of-ada@a.test/""#,
            "headers.Authorization (user:password@ in the URL becomes it)"
        ),
        (#""targetUrl": "http://a.test/?api_key=s3cret-of-ada""#, "targetUrl.query.api_key"),
    ])
    func `a payload with one is refused by name, before the run is claimed`(member: String, field: String) async throws
    {
        let url = member.contains("targetUrl") ? "" : #""targetUrl": "http://a.test/", "#
        let error = try await refusal(#"{"testId": "run", \#(url)"vus": 1, "duration": 1, \#(member)}"#)
        #expect(error.code == .invalidPayload && !error.isTransient)
        #expect(error.diagnostics.map(\.field) == [field])
        #expect(error.message.contains("\(field): ") && error.message.contains("results table"), "\(error.message)")
        #expect(!error.message.contains(Self.secret))
        #expect(fixture.dynamoDB.calls.isEmpty, "the table was spoken to")
    }

    @Test func `a whole plan with one is refused likewise, wherever it was read`() async throws {
        var plan = try Sample.plan()
        let step = RequestStep(
            name: "a",
            method: "GET",
            url: Template("/"),
            authentication: .basic(user: Template("ada"), password: Template(Self.secret))
        )
        plan.scenarios = [Scenario(name: "a", steps: [.pause(.fixed(1)), .request(step)])]
        for source in [#"{"s3": "s3://bucket/plan.json"}"#, "{}"] {
            let error = try await refusal(#"{"plan": \#(source)}"#, plan)
            #expect(error.diagnostics.map(\.field) == ["scenarios[0].steps[1].auth.basic.password"])
            #expect(!error.message.contains(Self.secret))
        }
        #expect(fixture.dynamoDB.calls.isEmpty)
    }

    @Test func `the table takes no such run from anybody else either`() async throws {
        var plan = try Sample.plan()
        plan.request.headers = [.init(name: "Cookie", value: "session=\(Self.secret)")]
        let header = RunHeader(testId: "run", createdAt: Sample.start, plan: plan, taskCount: 1)
        let registry = fixture.registry
        let error = await #expect(throws: TableError.self) { _ = try await registry.claim(header) }
        #expect(error?.code == .refused && error?.message.contains("headers.Cookie") == true)
        #expect(error?.message.contains(Self.secret) == false)
        #expect(fixture.dynamoDB.calls.isEmpty)
    }

    @Test func `a plan that names its secrets is stored`() async throws {
        var header = try Sample.header("run", taskCount: 1)
        let key = Template(parts: [.value(.secret(.parameter("/key")), .header)])
        let step = RequestStep(
            name: "a",
            method: "GET",
            url: Template("/"),
            headers: [.init(name: "X-Api-Key", value: key)]
        )
        header.plan.scenarios = [Scenario(name: "a", steps: [.request(step)])]
        #expect(StoredPlanRules.objection(to: header.plan) == nil)
        #expect(try await fixture.registry.claim(header) == .created)
    }

    @Test func `a refusal says what to do, with commands that name the parameter`() throws {
        var plan = try Sample.plan()
        plan.request.headers = [.init(name: "X-Api_Key!", value: "a"), .init(name: "X-Auth-Token", value: "b")]
        let objection = try #require(StoredPlanRules.objection(to: plan))
        #expect(objection.fields == ["headers.X-Api_Key!", "headers.X-Auth-Token"])
        for line in [
            "  aws ssm put-parameter --type SecureString --name /loadtester/x-api_key- --value file://value.txt",
            "  loadtester deploy --context secretArns=arn:aws:ssm:REGION:ACCOUNT:parameter/loadtester/x-api_key-",
            "  headers: {X-Api_Key!: '${secret:ssm:/loadtester/x-api_key-}'}",
        ] {
            #expect(objection.message.split(separator: "\n").contains(line[...]), "\(objection.message)")
        }
        plan.request.headers = (0..<30).map { .init(name: "X-\($0)-Token", value: "\($0)") }
        #expect(StoredPlanRules.objection(to: plan)?.message.contains("X-9-Token and 20 more: ") == true)
    }
}
