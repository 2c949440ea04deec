import LoadPlan
import Testing

@Suite("Secrets in header fields")
struct HeaderSecretsTests {
    private static func plan(_ fields: String...) throws -> TestPlan {
        let request = RequestSpec(
            method: "POST",
            url: try TargetURL(parsing: "http://target.test/orders?state=open"),
            headers: try fields.map(HeaderExpression.parse),
            body: Array("{}".utf8)
        )
        return TestPlan(request: request, profile: .closed(seconds: 10), virtualUsers: 3)
    }

    private static func step(_ plan: TestPlan) throws -> RequestStep {
        let scenario = try #require(plan.scenarios.first)
        guard plan.scenarios.count == 1, scenario.steps.count == 1, case .request(let step) = scenario.steps[0] else {
            throw Mismatch()
        }
        return step
    }

    private struct Mismatch: Error {}

    @Test("make the one request a step that is otherwise the same, and no written credential")
    func step() throws {
        let plan = try Self.plan("Accept: a/b", "Authorization: Bearer ${secret:ssm:/shop/token}")
        let filled = try plan.fillingInSecrets(allowingLocal: false)
        let step = try Self.step(filled)
        #expect((step.name, step.method) == ("POST /orders", "POST"))
        #expect(step.url.constant == Array("/orders?state=open".utf8))
        #expect(step.body.constant == plan.request.body)
        #expect(step.headers.map(\.name) == ["Accept", "Authorization"])
        #expect(step.headers[0].value.constant == Array("a/b".utf8))
        #expect(
            step.headers[1].value.parts == [
                .text(Array("Bearer ".utf8)), .value(.secret(.parameter("/shop/token")), .header),
            ]
        )
        #expect(filled.request.url == plan.request.url && filled.virtualUsers == 3)
        #expect(filled.writtenCredentials.isEmpty)
        #expect(!plan.writtenCredentials.isEmpty)
    }

    @Test("several in one value keep the text between them")
    func several() throws {
        let plan = try Self.plan("X-Key: a${secret:aws:one#k}b}${secret:env:TWO}$")
        let parts = try Self.step(try plan.fillingInSecrets(allowingLocal: true)).headers[0].value.parts
        #expect(
            parts == [
                .text(Array("a".utf8)), .value(.secret(.secretsManager(id: "one", key: "k")), .header),
                .text(Array("b}".utf8)), .value(.secret(.environment("TWO")), .header), .text(Array("$".utf8)),
            ]
        )
    }

    @Test(
        "other text is text, and the plan stays simple",
        arguments: ["X: ${env:HOME}", "X: ${uuid}", "X: $secret:aws:a", "X: {secret:aws:a}", "X: ${"]
    )
    func text(field: String) throws {
        let plan = try Self.plan(field)
        #expect(try plan.fillingInSecrets(allowingLocal: true) == plan)
    }

    @Test(
        "a name that is none is refused without the value",
        arguments: [
            "${secret:hunter2}", "hunter2${secret:", "${secret:}hunter2", "${secret:aws:#hunter2}",
            "${secret:file:hunter2}",
        ]
    )
    func refused(value: String) throws {
        let plan = try Self.plan("Authorization: \(value)")
        let error = #expect(throws: ExpressionError.self) { try plan.fillingInSecrets(allowingLocal: true) }
        #expect(error?.message.contains("hunter2") == false)
        #expect(error?.message.contains("ssm:/NAME") == true)
    }

    @Test("those of this machine are refused to plans from elsewhere", arguments: ["env:HOME", "file:/etc/passwd"])
    func local(place: String) throws {
        let plan = try Self.plan("X: ${secret:\(place)}")
        #expect(throws: ExpressionError.self) { try plan.fillingInSecrets(allowingLocal: false) }
    }
}
