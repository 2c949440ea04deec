import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// Requests to http targets go to the proxy itself, with the whole URL.
@Suite struct PlainProxyTests {
    private static func through(_ proxy: ScriptedServer, _ credentials: String = "") -> (inout ClientOptions) -> Void {
        { $0.proxy = try? ProxyExpression.parse("http://\(credentials)127.0.0.1:\(proxy.port)") }
    }

    private static func lines(_ request: ScriptedServer.Request) -> [String] {
        request.head.split(separator: "\r\n").map(String.init)
    }

    @Test func theProxyIsToldTheWholeURLAndTheConnectionIsKept() async throws {
        let proxy = try ScriptedServer { _ in .ok }
        defer { proxy.stop() }
        // No resolver knows this name: it is the proxy that looks it up.
        let plan = try TestPlan.test(
            "http://api.invalid/orders?page=2",
            users: 1,
            rate: 40,
            change: Self.through(proxy)
        )
        let run = try await EngineRun.of(plan)
        #expect(run.statusCodes == [200: 20] && run.errors.isEmpty)
        #expect(proxy.requests.count == 20 && proxy.connections == 1)
        for request in proxy.requests {
            #expect(Self.lines(request).first == "GET http://api.invalid/orders?page=2 HTTP/1.1")
            #expect(Self.lines(request).contains("Host: api.invalid"))
            #expect(!request.head.lowercased().contains("proxy-"))
        }
    }

    @Test func aPortAndAnAddressStandInTheURL() async throws {
        let proxy = try ScriptedServer { _ in .ok }
        defer { proxy.stop() }
        let plan = try TestPlan.test("http://[2001:db8::1]:8080/", rate: 20, change: Self.through(proxy))
        #expect(try await EngineRun.of(plan).statusCodes == [200: 10])
        #expect(proxy.requests.first?.target == "http://[2001:db8::1]:8080/")
    }

    @Test func credentialsAreSentWithEachRequest() async throws {
        let proxy = try ScriptedServer { _ in .ok }
        defer { proxy.stop() }
        // RFC 7617, section 2: the example of the scheme.
        let plan = try TestPlan.test(
            "http://api.invalid/",
            rate: 20,
            change: Self.through(proxy, "Aladdin:open%20sesame@")
        )
        #expect(try await EngineRun.of(plan).statusCodes == [200: 10])
        for request in proxy.requests {
            #expect(Self.lines(request).contains("Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
        }
    }

    @Test func credentialsCanBeSecrets() async throws {
        let proxy = try ScriptedServer { _ in .ok }
        defer { proxy.stop() }
        var plan = try TestPlan.test("http://api.invalid/", rate: 20, change: Self.through(proxy))
        plan.client.proxy?.credentials = ProxyOptions.Credentials(
            user: Template("Aladdin"),
            password: .of(.value(.secret(.environment("SESAME")), .none))
        )
        let engine = try LoadEngine(plan: plan, resolveSecret: { _ in "open sesame" })
        #expect(try await EngineRun.of(engine).statusCodes == [200: 10])
        #expect(proxy.requests.allSatisfy { $0.head.contains("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n") })
    }

    @Test func whatTheProxyAnswersIsTheResponse() async throws {
        let proxy = try ScriptedServer { request in
            .text("HTTP/1.1 \(request.position == 0 ? 407 : 502) No\r\nContent-Length: 0\r\n\r\n")
        }
        defer { proxy.stop() }
        let plan = try TestPlan.test("http://api.invalid/", users: 1, rate: 20, change: Self.through(proxy))
        let run = try await EngineRun.of(plan)
        #expect(run.statusCodes == [407: 1, 502: 9] && run.counts.failed == 10 && run.errors.isEmpty)
    }

    @Test func redirectsGoThroughTheProxyToo() async throws {
        let proxy = try ScriptedServer { request in
            switch request.target {
            case "http://one.invalid/": .text("HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n")
            case "http://one.invalid/next":
                .text("HTTP/1.1 302 Found\r\nLocation: http://two.invalid:81/\r\nContent-Length: 0\r\n\r\n")
            case "http://two.invalid:81/": .ok
            default: .text("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { proxy.stop() }
        let plan = try TestPlan.test(
            "http://one.invalid/",
            rate: 20,
            headers: [.init(name: "Authorization", value: "for-one")]
        ) {
            Self.through(proxy, "ada:x@")(&$0)
            $0.maxRedirects = 3
        }
        #expect(try await EngineRun.of(plan).statusCodes == [200: 10])
        #expect(proxy.requests.count == 30)
        for request in proxy.requests {
            #expect(Self.lines(request).filter { $0.hasPrefix("Proxy-Authorization: ") }.count == 1)
            #expect(request.head.contains("for-one") == request.target.hasPrefix("http://one."))
        }
    }

    /// What a virtual user keeps of a path – cookies, signatures – is kept of the path, not of the whole URL.
    @Test func journeysKeepCookiesByPath() async throws {
        let proxy = try ScriptedServer { request in
            request.target == "http://api.invalid/shop/login"
                ? .text("HTTP/1.1 200 OK\r\nSet-Cookie: sid=1; Path=/shop\r\nContent-Length: 2\r\n\r\nok") : .ok
        }
        defer { proxy.stop() }
        var plan = try TestPlan.journey(
            "http://api.invalid/",
            [.get("/shop/login"), .get(.of(.text("/shop/"), .made(.counter))), .get("/other")],
            users: 1,
            iterations: 3
        )
        Self.through(proxy, "ada:x@")(&plan.client)
        let run = try await EngineRun.of(plan)
        #expect(run.counts.completed == 9 && run.addsUp && run.errors.isEmpty)
        let targets = [
            "shop/login", "shop/0", "other", "shop/login", "shop/1", "other", "shop/login", "shop/2", "other",
        ]
        #expect(proxy.requests.map(\.target) == targets.map { "http://api.invalid/\($0)" })
        for request in proxy.requests {
            let isShop = request.target.hasPrefix("http://api.invalid/shop/") && !request.target.hasSuffix("login")
            #expect(request.head.contains("Cookie: sid=1") == isShop)
            #expect(request.head.contains("Proxy-Authorization: Basic YWRhOng=\r\n"))
        }
    }

    @Test func aSignatureIsOfThePathAndKnowsNothingOfTheProxy() async throws {
        let proxy = try ScriptedServer { _ in .ok }
        defer { proxy.stop() }
        let key = Authentication.SigV4(service: "execute-api", region: "eu-central-1")
        let step = RequestStep(name: "signed", url: Template("/orders?page=2"), authentication: .sigV4(key))
        var plan = try TestPlan.journey("http://api.invalid/", [.request(step)], users: 1, iterations: 2)
        Self.through(proxy, "ada:x@")(&plan.client)
        let engine = try LoadEngine(
            plan: plan,
            signRequest: { request in
                let names = request.headers.map(\.name).joined(separator: ",")
                return [("X-Signed", "\(request.path)|\(request.query)|\(names)")]
            }
        )
        #expect(try await EngineRun.of(engine).counts.completed == 2)
        for request in proxy.requests {
            #expect(request.target == "http://api.invalid/orders?page=2")
            #expect(request.head.contains("X-Signed: /orders|page=2|Host,User-Agent,Accept\r\n"))
            #expect(request.head.contains("Proxy-Authorization: "))
        }
    }

    @Test func aProxyThatIsNotThereIsAConnectionError() async throws {
        let gone = try ScriptedServer { _ in .ok }
        gone.stop()
        let plan = try TestPlan.test("http://api.invalid/", rate: 20) {
            // Nobody listens at this address of loopback, whatever happens to the port.
            $0.proxy = try? ProxyExpression.parse("http://127.1.2.3:\(gone.port)")
        }
        #expect(try await EngineRun.of(plan).errors == ["connect_refused": 10])
        let nameless = try TestPlan.test("http://127.0.0.1/", rate: 20) {
            $0.proxy = try? ProxyExpression.parse("http://proxy.invalid:3128")
        }
        #expect(try await EngineRun.of(nameless).errors == ["dns": 10])
    }

    @Test func anAddressByHandIsTheProxys() async throws {
        let proxy = try ScriptedServer { _ in .ok }
        defer { proxy.stop() }
        let plan = try TestPlan.test("http://api.invalid/", rate: 20) {
            $0.proxy = try? ProxyExpression.parse("http://proxy.test:\(proxy.port)")
            $0.resolveOverrides = [ResolveOverride(host: "proxy.test", port: proxy.port, address: "127.0.0.1")]
        }
        #expect(try await EngineRun.of(plan).statusCodes == [200: 10])
        let idle = try TestPlan.test("http://api.test/") {
            Self.through(proxy)(&$0)
            $0.resolveOverrides = [ResolveOverride(host: "api.test", port: 80, address: "127.0.0.1")]
        }
        #expect(throws: EngineError.self) { try LoadEngine(plan: idle) }
    }
}
