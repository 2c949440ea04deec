import LoadPlan
import PlanFile
import Testing

/// Where a plan holds credentials itself, and where it names them.
struct WrittenCredentialTests {
    private static func paths(_ text: String) throws -> [String] {
        let bench = PlanBench()
        try bench.write("users.csv", "name,token\nada,s3cret\n")
        return try bench.read("target: https://a.example\nprofile: {rate: 1, for: 1s}\n" + text) {
            $0.processEnvironment = ["TOKEN": "s3cret"]
        }.writtenCredentials.map(\.path)
    }

    @Test(arguments: [
        ("headers: {Authorization: Bearer s3cret}", "headers.Authorization"),
        ("headers: {AUTHORIZATION: s3cret}", "headers.AUTHORIZATION"),
        ("headers: {x-api-key: '  s3cret '}", "headers.x-api-key"),
        ("headers: {X-Api-Key: [a, b]}", "headers.X-Api-Key"),
        ("headers: {Cookie: session=s3cret}", "headers.Cookie"),
        ("headers: {Authorization: 'Bearer ${env:TOKEN}'}", "headers.Authorization"),
        ("headers: {Authorization: 'Bearer ${env:OTHER:-s3cret}'}", "headers.Authorization"),
        ("headers: {Authorization: 'Bearer ${apiToken}'}", "headers.Authorization"),
        ("headers: {X-Api-Key: '${random.choice(s3cret,other)}'}", "headers.X-Api-Key"),
        ("auth: {bearer: s3cret}", "auth.bearer"),
        ("auth: {bearer: '${apiToken}'}", "auth.bearer"),
        ("auth: {basic: {user: ada, password: s3cret}}", "auth.basic.password"),
        ("auth: {basic: {user: '${secret:env:U}', password: s3cret}}", "auth.basic.password"),
        ("auth: {basic: {user: sk_live_1, password: ''}}", "auth.basic.user"),
        (
            "auth: {sigv4: {service: a, region: b, accessKeyId: AKID, secretAccessKey: s3cret}}",
            "auth.sigv4.secretAccessKey"
        ),
        (
            "auth: {sigv4: {service: a, region: b, accessKeyId: A, secretAccessKey: '${secret:env:K}', sessionToken: s3cret}}",
            "auth.sigv4.sessionToken"
        ),
        ("query: {api_key: s3cret}", "query.api_key"),
        ("query: {page: 1, access_token: '${apiToken}'}", "query.access_token"),
    ])
    func `is written in a request where nothing of it is known in the task only`(field: String, path: String) throws {
        let found = try Self.paths("variables: {apiToken: s3cret}\nsteps: [{get: /, \(field)}]\n")
        let repeats = field.contains("[a, b]") ? 2 : 1
        #expect(found == Array(repeating: "scenarios[0].steps[0].\(path)", count: repeats))
    }

    @Test(arguments: [
        "headers: {Authorization: 'Bearer ${secret:ssm:/a}'}", "headers: {Authorization: 'Bearer ${token}'}",
        "headers: {X-Api-Key: '${users.token}'}", "headers: {Cookie: 'visitor=${uuid}'}",
        "headers: {Authorization: ''}",
        "headers: {Accept: a/b, Idempotency-Key: k, X-Auth-User: ada}", "auth: {bearer: '${secret:aws:a#b}'}",
        "auth: {bearer: '${token}'}", "auth: {basic: {user: ada, password: '${secret:env:P}'}}", "auth: none",
        "auth: {sigv4: {service: a, region: b}}",
        "auth: {sigv4: {service: a, region: b, accessKeyId: AKID, secretAccessKey: '${secret:env:K}'}}",
        "auth: {sigv4: {service: a, region: b, accessKeyId: AKID, secretAccessKey: '${env:TOKEN}'}}",
        "query: {api_key: '${secret:env:K}', page_token: 5}", "json: {password: ada}", "form: {password: ada}",
    ])
    func `is none where the task gets to know it, or it proves nothing`(field: String) throws {
        let text = """
            data: {users: {file: users.csv}}
            steps: [{post: /login, capture: {token: $.token}}, {post: /, \(field)}]

            """
        #expect(try Self.paths(text) == [])
    }

    @Test
    func `is found wherever requests are`() throws {
        let request = "{get: /, auth: {bearer: "
        var number = 0
        func next() -> String {
            number += 1
            return "\(request)t\(number)}}"
        }
        let text = """
            setup: [\(next())]
            teardown: [{pause: 1s}, \(next())]
            scenarios:
              - name: a
                steps: [{group: g, steps: [\(next()), {repeat: 2, steps: [\(next())]}]}]
              - name: b
                steps:
                  - {while: status == 200, steps: [\(next())]}
                  - {if: status == 200, then: [\(next())], else: [{pause: 1s}, \(next())]}

            """
        let expected = [
            "setup[0].auth.bearer", "scenarios[0].steps[0].steps[0].auth.bearer",
            "scenarios[0].steps[0].steps[1].steps[0].auth.bearer", "scenarios[1].steps[0].steps[0].auth.bearer",
            "scenarios[1].steps[1].then[0].auth.bearer", "scenarios[1].steps[1].else[1].auth.bearer",
            "teardown[1].auth.bearer",
        ]
        #expect(try Self.paths(text) == expected)
    }

    @Test
    func `of every request is named once`() throws {
        let text = """
            target: https://a.example
            headers: {X-Api-Key: s3cret}
            setup: [{post: /}]
            steps: [{get: /}, {get: /b, headers: {x-api-key: other}}, {get: /c}]

            """
        let found = try PlanBench().read(text).writtenCredentials
        #expect(found.map(\.path) == ["setup[0].headers.X-Api-Key", "scenarios[0].steps[1].headers.x-api-key"])
        #expect(found.map(\.name) == ["X-Api-Key", "x-api-key"])
        #expect(found.map(\.others) == [2, 0])
    }

    @Test(arguments: [
        ("'http://ada:s3cret@proxy.example:3128'", ["client.proxy.password"]),
        ("{url: 'http://proxy.example', user: ada, password: '${word}'}", ["client.proxy.password"]),
        ("'http://key@proxy.example'", ["client.proxy.user"]),
        ("{url: 'http://proxy.example', user: ada, password: '${secret:env:P}'}", []), ("'http://proxy.example'", []),
    ])
    func `is the proxy's too`(proxy: String, expected: [String]) throws {
        #expect(try Self.paths("variables: {word: s3cret}\nclient: {proxy: \(proxy)}\n") == expected)
    }
}
