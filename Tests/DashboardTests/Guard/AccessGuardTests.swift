import Testing

@testable import Dashboard

/// Who may use the dashboard, by the head of the request alone.
struct AccessGuardTests {
    private static let token = "a-token-of-the-tests-0123456789"

    private func access(
        _ address: String = "127.0.0.1",
        token: String? = nil,
        names: [String] = []
    ) throws -> AccessGuard {
        AccessGuard(try AccessSettings(address: address, token: token, hostNames: names))
    }

    private func request(
        _ method: String = "GET",
        _ target: String = "/",
        host: String? = "127.0.0.1:8080",
        _ headers: [String: String] = [:],
        body: String = ""
    ) -> WebRequest {
        var headers = headers
        headers["host"] = host
        return WebRequest(method: method, target: target, headers: headers, body: Array(body.utf8))
    }

    private func code(_ access: AccessGuard, _ request: WebRequest) -> WebError.Code? {
        do throws(WebError) {
            try access.check(request)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.1:1", "LocalHost:8080", "[::1]", "[::1]:80", "127.1.2.3"])
    func onLoopbackItsOwnNamesAreAnswered(host: String) throws {
        #expect(code(try access(), request(host: host)) == nil)
    }

    @Test(arguments: [
        "evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0", "[::ffff:10.0.0.1]", "localhost.",
        "localhost.x",
        "a@localhost", "[::1", "", " ",
    ])
    func onLoopbackNoOtherNameIs(host: String) throws {
        #expect(code(try access(), request(host: host)) != nil)
    }

    @Test func aRequestWithoutAHostIsRefused() throws {
        #expect(code(try access(), request(host: nil)) == .invalid)
    }

    @Test func beyondLoopbackAddressesAndGivenNamesAreAnswered() throws {
        let access = try access("0.0.0.0", token: Self.token, names: ["Load.Example"])
        let bearer = ["authorization": "Bearer \(Self.token)"]
        for host in ["10.0.0.1:8080", "load.example", "[fd00::1]"] {
            #expect(code(access, request(host: host, bearer)) == nil)
        }
        #expect(code(access, request(host: "evil.example", bearer)) == .forbidden)
    }

    @Test func theOriginMustBeItsOwn() throws {
        let access = try access()
        func of(_ origin: String, host: String = "127.0.0.1:8080") -> WebError.Code? {
            code(access, request("POST", "/api/runs", host: host, ["origin": origin]))
        }
        #expect(of("http://127.0.0.1:8080") == nil)
        #expect(of("https://127.0.0.1:8080") == nil)
        for origin in [
            "null", "http://127.0.0.1", "http://127.0.0.1:8081", "http://localhost:8080", "http://evil.example", "",
        ] {
            #expect(of(origin) == .forbidden)
        }
        #expect(code(access, request("GET", "/", ["origin": "http://evil.example"])) == nil)
        #expect(code(access, request("GET", "/api/runs", ["sec-fetch-site": "cross-site"])) == .forbidden)
        #expect(code(access, request("POST", "/api/runs", ["sec-fetch-site": "same-origin"])) == nil)
    }

    @Test func aFormCarriesTheSecretOfItsPage() throws {
        let access = try access()
        let kind = ["content-type": "application/x-www-form-urlencoded; charset=utf-8"]
        func of(_ body: String, _ target: String = "/runs") -> WebError.Code? {
            code(access, request("POST", target, kind, body: body))
        }
        #expect(of("csrf=\(access.formSecret)") == nil)
        #expect(of("csrf=\(access.logInSecret)") == .forbidden)
        #expect(of("csrf=") == .forbidden)
        #expect(of("") == .forbidden)
        #expect(of("csrf=\(access.logInSecret)", "/login") == nil)
        #expect(of("csrf=\(access.formSecret)", "/login") == .forbidden)
    }

    @Test func theTokenIsWantedEverywhereButWhereItIsAskedFor() throws {
        let access = try access("0.0.0.0", token: Self.token)
        for target in ["/", "/api/runs", "/metrics", "/runs/x", "/loginx", "/2015-03-31/functions/f/invocations"] {
            #expect(code(access, request("GET", target)) == .unauthorized)
        }
        for target in ["/login", "/assets/app.js", "/healthz"] { #expect(code(access, request("GET", target)) == nil) }
    }

    @Test(arguments: [
        ("Bearer \(token)", true), ("bearer \(token)", true), ("Bearer \(token) ", false), ("Bearer ", false),
        ("Basic \(token)", false),
        ("AWS4-HMAC-SHA256 Credential=\(token)/20260101/r/lambda/aws4_request, Signature=0", true),
        ("AWS4-HMAC-SHA256 Credential=other/20260101/r/lambda/aws4_request", false),
        ("AWS4-HMAC-SHA256 \(token)", false),
    ])
    func theTokenIsPresentedAsABearerOrAsAnAccessKey(value: String, isIn: Bool) throws {
        let access = try access("::", token: Self.token)
        #expect(access.isAuthorized(request("GET", "/", ["authorization": value])) == isIn)
    }

    @Test func aSessionOpensTheDoorUntilItEnds() throws {
        let access = try access("0.0.0.0", token: Self.token)
        let cookie = access.sessions.begin().prefix { $0 != ";" }
        let name = String(cookie.drop { $0 != "=" }.dropFirst())
        #expect(access.isAuthorized(request("GET", "/", ["cookie": "a=b; \(cookie)"])))
        #expect(!access.isAuthorized(request("GET", "/", ["cookie": "loadtester_session=\(name)0"])))
        access.sessions.end(name)
        #expect(!access.isAuthorized(request("GET", "/", ["cookie": String(cookie)])))
    }

    @Test(arguments: ["0.0.0.0", "::", "10.0.0.1", "::ffff:10.0.0.1"])
    func beyondLoopbackThereIsNoServerWithoutAToken(address: String) {
        let error = #expect(throws: DashboardError.self) { try AccessSettings(address: address, token: "") }
        #expect(error?.code == .token)
    }

    @Test func aTokenIsLongEnough() {
        #expect(throws: DashboardError.self) { try AccessSettings(address: "127.0.0.1", token: "fifteen-charact") }
        #expect(throws: DashboardError.self) { try AccessSettings(address: "::1", token: "sixteen characte") }
        #expect(throws: Never.self) { try AccessSettings(address: "::1", token: "sixteen-characte") }
        #expect(throws: DashboardError.self) { try AccessSettings(address: "localhost", token: Self.token) }
    }

    @Test(arguments: ["", "a", "ab", "secreT", "secrets", "secret\0"])
    func comparisonFindsAnyDifference(given: String) {
        #expect(!ConstantTime.equal(Array("secret".utf8), Array(given.utf8)))
    }

    @Test func comparisonFindsEquality() {
        #expect(ConstantTime.equal(Array("secret".utf8), Array("secret".utf8)))
        #expect(ConstantTime.equal([], []))
        #expect(!ConstantTime.equal([], [0]))
    }
}
