import LoadPlan
import PlanFile
import Testing

@Suite("A whole plan")
struct WholePlanTests {
    static let text = """
        target: ${base}/v1
        description: What a customer does.
        variables: {base: "https://api.example.com", page: 2, greeting: "Hello, ${person}", person: Ada & Bob}
        environments:
          staging: {variables: {base: "https://staging.example.com"}, profile: {vus: 5, for: 1m}}
        secrets: {apiKey: "env:API_KEY", database: "aws:prod/db#password"}
        data:
          users: {file: users.csv, order: unique}
        profile:
          - {rate: 0..200, for: 30s}
          - {rate: 200, for: 1m}
          - {spike: 200..800, for: 10s}
          - {burst: 100}
        arrivals: poisson
        seed: 7
        vus: 300
        warmup: 10s
        headers: {Accept: application/json, X-Key: "${secret:apiKey}"}
        client: {timeout: 5s, redirects: 3, resolve: ["api.example.com:443:192.0.2.1"], traceparent: true}
        setup:
          - {post: /admin/session, capture: {admin: $.token}}
        scenarios:
          - name: buy
            weight: 3
            steps:
              - post: /login
                json: {user: "${users.name}", password: "${users.password}", note: "${greeting}", age: 30, ok: true, none: null, n: "${counter:raw}"}
                capture:
                  token: $.token
                  etag: {header: ETag, default: none}
                  id: {regex: 'id=(\\d+)'}
                check:
                  - status: 2xx
                  - {json: $.token, matches: '^[a-z]+$', name: has a token}
                  - {time: < 500ms, countOnly: true}
              - pause: 1s..3s
              - group: ordering
                steps:
                  - get: /items/${users.name}?page=${page}
                    query: {q: "a b", tag: [x, y]}
                    auth: {bearer: "${token}"}
                  - repeat: 2
                    steps: [{delete: /cart, check: {status: [200, 404]}}]
                  - if: status == 2xx
                    then:
                      - {request: PURGE, url: /cache, name: purge}
                    else:
                      - pause: {exponential: 2s}
                  - while: ${left} > 0
                    limit: 5
                    steps:
                      - {get: /left, capture: {left: {json: $.left, default: 0}}}
        teardown:
          - {delete: "/admin/session/${admin}"}
        thresholds:
          - p(99) < 300ms
          - {limit: error_rate < 1%, endpoint: POST /login, every: 1m, abort: 30s}
          - 'group "ordering": p(95) < 2s'
          - 'check "has a token": error_rate < 1%'
        """

    private func read(_ change: (inout PlanOptions) -> Void = { _ in }) throws -> TestPlan {
        let bench = PlanBench()
        try bench.write("users.csv", "name,password\nada,one\nbob,two\n")
        return try bench.read(Self.text, change)
    }

    @Test("is read as it is meant")
    func whole() throws {
        let plan = try read()
        #expect(plan.request.url.href == "https://api.example.com/v1")
        guard case .open(let rate, .poisson(seed: 7)) = plan.profile else {
            Issue.record("\(plan.profile)")
            return
        }
        #expect(rate.stages.map(\.to) == [200, 200, 800, 200, 100_000])
        #expect(rate.arrivals == 3000 + 12_000 + 5000 + 100)
        #expect(plan.virtualUsers == 300)
        #expect(plan.warmUpSeconds == 10)
        #expect(plan.seed == 7)
        #expect(plan.client.timeoutSeconds == 5)
        #expect(plan.client.maxRedirects == 3)
        #expect(plan.client.traceparent)
        #expect(plan.client.resolveOverrides.map(\.address) == ["192.0.2.1"])
        #expect(plan.dataSets.map(\.columns) == [["name", "password"]])
        #expect(plan.dataSets.map(\.rows) == [2])
        #expect(plan.dataSets.map(\.order) == [.unique])
        #expect(plan.dataSets.map(\.atEnd) == [.stop])
        #expect(plan.setup.count == 1 && plan.teardown.count == 1)
        #expect(
            plan.thresholds.map(\.expression) == [
                "p(99) < 300ms", #"endpoint "POST /login": error_rate < 1% in every 1m, abort after 30s"#,
                #"group "ordering": p(95) < 2s"#, #"check "has a token": error_rate < 1%"#,
            ]
        )
        #expect(plan.thresholds[1].everySeconds == 60 && plan.thresholds[1].abortAfterSeconds == 30)
    }

    @Test("its first request escapes values as JSON, captures and checks")
    func login() throws {
        let request = try #require(try read().requests.first)
        #expect(request.name == "POST /login")
        #expect(request.url.shown == "/v1/login")
        let user = #"⟨column(dataSet: "users", column: "name") json⟩"#
        let password = #"⟨column(dataSet: "users", column: "password") json⟩"#
        #expect(
            request.body.shown
                == #"{"user":"\#(user)","password":"\#(password)","note":"Hello, Ada & Bob","age":30,"ok":true,"none":null,"n":⟨generator(LoadPlan.Generator.counter) none⟩}"#
        )
        #expect(
            request.headers.map { "\($0.name): \($0.value.shown)" } == [
                "Accept: application/json",
                #"X-Key: ⟨secret(LoadPlan.SecretReference.environment("API_KEY")) header⟩"#,
                "Content-Type: application/json",
            ]
        )
        #expect(
            request.captures == [
                Capture(name: "token", source: .jsonPath("$.token")),
                Capture(name: "etag", source: .header("ETag"), fallback: "none"),
                Capture(name: "id", source: .regularExpression(#"id=(\d+)"#, group: 1)),
            ]
        )
        #expect(
            request.checks == [
                Check(name: "status is 2xx", source: .status, predicate: .statusClass(2)),
                Check(name: "has a token", source: .jsonPath("$.token"), predicate: .matches("^[a-z]+$")),
                Check(name: "time < 500ms", source: .time, predicate: .less(500), failsRequest: false),
            ]
        )
    }

    @Test("steps nest as they are written")
    func steps() throws {
        let scenario = try #require(try read().scenarios.first)
        #expect(scenario.name == "buy" && scenario.weight == 3)
        guard scenario.steps.count == 3, case .pause(.uniform(from: 1, to: 3)) = scenario.steps[1],
            case .group(name: "ordering", let steps) = scenario.steps[2], steps.count == 4,
            case .request(let items) = steps[0], case .repeat(count: 2, let repeated) = steps[1],
            case .request(let delete) = repeated[0],
            case .if(let condition, let then, let otherwise) = steps[2], case .request(let purge) = then[0],
            case .while(let left, limit: 5, _) = steps[3]
        else {
            Issue.record("\(scenario.steps)")
            return
        }
        #expect(items.name == "GET /items/${users.name}")
        #expect(
            items.url.shown
                == #"/v1/items/⟨column(dataSet: "users", column: "name") url⟩?page=2&q=a%20b&tag=x&tag=y"#
        )
        #expect(items.authentication == .bearer(Template(parts: [.value(.capture("token"), .header)])))
        #expect(delete.checks.map(\.predicate) == [.isOne(of: ["200", "404"])])
        #expect(condition == Condition(value: nil, predicate: .statusClass(2)))
        #expect(otherwise == [.pause(.exponential(mean: 2))])
        #expect(purge.method == "PURGE" && purge.name == "purge")
        #expect(left == Condition(value: Template(parts: [.value(.capture("left"), .none)]), predicate: .more(0)))
    }

    @Test("an environment switches target and profile, and the command line outranks it")
    func precedence() throws {
        #expect(try read { $0.environment = "staging" }.request.url.href == "https://staging.example.com/v1")
        #expect(try read { $0.environment = "staging" }.profile == .closed(seconds: 60))
        #expect(
            try read { $0.variables = ["person": "Eve \"x\""] }.requests[0].body.shown.contains(#"Hello, Eve \"x\""#)
        )
        let both = try read {
            $0.environment = "staging"
            $0.variables = ["base": "http://127.0.0.1:1"]
        }
        #expect(both.request.url.href == "http://127.0.0.1:1/v1")
    }

    @Test("JSON says the same as YAML")
    func json() throws {
        let bench = PlanBench()
        let yaml = try bench.read(
            "target: http://a.example\nprofile: {vus: 1..5, for: 10s}\nsteps: [{get: '/é \\ \"'}]\n"
        )
        let json = try bench.read(
            #"{"target": "http://a.example", "profile": {"vus": "1..5", "for": "10s"},"# + "\n"
                + #" "steps": [{"get": "/\u00e9 \\ \""}]}"#
        )
        #expect(yaml == json)
        #expect(json.userStages == [UserStage(seconds: 10, from: 1, to: 5)])
        #expect(json.requests[0].url.shown == "/%C3%A9%20%5C%20%22")
    }
}
