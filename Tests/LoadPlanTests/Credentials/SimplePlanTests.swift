import LoadPlan
import Testing

@Suite("Credentials of a plan of one request")
struct SimplePlanTests {
    private static func paths(_ url: String, _ change: (inout RequestSpec) -> Void = { _ in }) throws -> [String] {
        var request = RequestSpec(url: try TargetURL(parsing: url))
        change(&request)
        return TestPlan(request: request, profile: .closed(seconds: 1), virtualUsers: 1).writtenCredentials.map(\.path)
    }

    @Test("stand in header fields and in the URL")
    func places() throws {
        #expect(try Self.paths("http://a.test/?page=2") == [])
        #expect(try Self.paths("http://ada:pw@a.test/") == ["targetUrl"])
        #expect(try Self.paths("http://ada@a.test/") == ["targetUrl"])
        #expect(
            try Self.paths("http://a.test/p@th?x=1&Access_Token=s3#token=s4").sorted() == [
                "targetUrl.query.Access_Token", "targetUrl.query.token",
            ]
        )
        let fields = [
            ("Accept", "a/b"), ("authorization", "Bearer s3"), ("X-Api-Key", " "), ("x-auth-token", "${secret:env:A}"),
        ]
        #expect(
            try Self.paths("http://a.test/") { $0.headers = fields.map { .init(name: $0.0, value: $0.1) } }
                == ["headers.authorization", "headers.x-auth-token"],
            "fields of the one request are texts: nothing is resolved in them"
        )
    }

    @Test(
        "stand in URLs that a compiled plan's steps may have",
        arguments: [
            (Template("https://ada:pw@a.test/x"), ["scenarios[0].steps[0].url"]),
            (Template("/x?next=https://ada@a.test"), []),
            (Template("/x@y:z"), []),
            (
                Template(parts: [.text(Array("https://ada@a.test/".utf8)), .value(.capture("x"), .url)]),
                ["scenarios[0].steps[0].url"]
            ),
            (
                Template(parts: [
                    .text(Array("/a?token=s".utf8)), .value(.capture("x"), .url), .text(Array("&key=1&sig=s3".utf8)),
                ]),
                ["scenarios[0].steps[0].query.sig"]
            ),
        ]
    )
    func steps(url: Template, paths: [String]) throws {
        var plan = TestPlan(
            request: RequestSpec(url: try TargetURL(parsing: "http://a.test/")),
            profile: .closed(seconds: 1),
            virtualUsers: 1
        )
        plan.scenarios = [Scenario(name: "a", steps: [.request(RequestStep(name: "a", method: "GET", url: url))])]
        #expect(plan.writtenCredentials.map(\.path) == paths)
    }
}
