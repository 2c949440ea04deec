import Glibc
import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// Plans with scenarios against a scripted server.
@Suite struct JourneyRunTests {
    @Test(arguments: [1, 7, 100], [1, 3]) func iterationsAreExactOverTasksAndLoops(iterations: Int, tasks: Int)
        async throws
    {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(server.port)"
        let plan = try TestPlan.journey(
            url,
            [.get("/a"), .get("/b")],
            users: 6,
            seconds: 20,
            iterations: iterations,
            loops: 2
        )
        for index in 0..<tasks {
            let run = try await EngineRun.of(plan, share: Segment(index: index, of: tasks))
            #expect(run.addsUp && run.errors.isEmpty)
        }
        #expect(server.requests.map(\.target).sorted() == (0..<2 * iterations).map { $0 < iterations ? "/a" : "/b" })
    }

    @Test func theOneRequestMayEndByNumberToo() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        var plan = try TestPlan.test(
            "http://127.0.0.1:\(server.port)/x?y=1",
            method: "PUT",
            rate: 0,
            seconds: 20,
            body: [65]
        )
        plan.iterations = 25
        let run = try await EngineRun.of(plan)
        #expect(run.counts.completed == 25 && server.requests.count == 25)
        #expect(server.requests.allSatisfy { $0.head.hasPrefix("PUT /x?y=1 HTTP/1.1\r\n") && $0.bodyCount == 1 })
    }

    @Test func scenariosComeAsOftenAsTheirWeightsSay() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        var plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [],
            users: 20,
            rate: 100,
            seconds: 1,
            loops: 2
        )
        plan.scenarios = [
            Scenario(name: "often", weight: 7, steps: [.get("/often")]),
            Scenario(name: "rare", weight: 3, steps: [.get("/rare")]),
        ]
        for index in 0..<3 { _ = try await EngineRun.of(plan, share: Segment(index: index, of: 3)) }
        #expect(server.requests.count { $0.target == "/often" } == 70)
        #expect(server.requests.count { $0.target == "/rare" } == 30)
    }

    @Test func laterRequestsAreDueWhenTheirPauseIsOver() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.get("/a"), .pause(.fixed(0.2)), .get("/b")],
            users: 10,
            rate: 20,
            seconds: 1
        )
        let run = try await EngineRun.of(plan)
        #expect(run.counts("GET /a").scheduled == 20 && run.counts("GET /a").sent == 20)
        // The last iterations' second requests would be due after the end.
        #expect((15...18).contains(run.counts("GET /b").sent))
        #expect(run.addsUp)
        // The pause is in no response time.
        #expect(run.responseTime.value(atPercentile: 50) < 100_000)
    }

    @Test func aPauseBeforeTheFirstRequestLosesNoArrival() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.pause(.fixed(0.2)), .get("/a")],
            users: 3,
            rate: 40,
            seconds: 0.6
        )
        let run = try await EngineRun.of(plan)
        #expect(run.addsUp && run.counts.sent > 0 && run.counts.dropped > 0)
        #expect(run.responseTime.value(atPercentile: 50) < 150_000)
    }

    @Test func nothingRunsThatWasNotPrepared() async throws {
        let engine = try LoadEngine(plan: .journey("http://127.0.0.1:9", [.get("/")]))
        await #expect(throws: EngineError.self) {
            try await engine.run(share: .whole, start: .now, startedAt: 0, windowLength: 1000) { _ in }
        }
    }

    @Test func loopsAndBranchesFollowWhatWasCaptured() async throws {
        let server = try ScriptedServer { request in
            let state = request.target == "/poll" && request.position < 4 ? "busy" : "done"
            return .text("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"state\":\"\(state)\"}")
        }
        defer { server.stop() }
        let poll = Step.get("/poll", captures: [Capture(name: "state", source: .jsonPath("$.state"))])
        let isBusy = Condition(value: .of(.capture("state")), predicate: .equals(Template("busy")))
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [
                poll, .while(isBusy, limit: 100, steps: [poll]),
                .if(isBusy, then: [.get("/busy")], otherwise: [.get("/done")]),
                .repeat(count: 3, steps: [.get("/again")]),
                .if(Condition(value: nil, predicate: .statusClass(2)), then: [.get("/fine")], otherwise: []),
                .while(Condition(value: nil, predicate: .exists), limit: 2, steps: [.get("/twice")]),
            ],
            users: 1,
            iterations: 1
        )
        let run = try await EngineRun.of(plan)
        #expect(run.errors.isEmpty)
        #expect(
            server.requests.map(\.target)
                == [
                    "/poll", "/poll", "/poll", "/poll", "/poll", "/done", "/again", "/again", "/again", "/fine",
                    "/twice", "/twice",
                ]
        )
    }

    @Test func networkErrorsEndTheIteration() async throws {
        let server = try ScriptedServer { $0.target == "/reset" ? .reset : .ok }
        defer { server.stop() }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.get("/a"), .group(name: "g", steps: [.get("/reset"), .get("/never")])],
            users: 2,
            iterations: 6
        )
        let run = try await EngineRun.of(plan)
        #expect(run.errors == ["connection_reset": 6] && run.addsUp)
        #expect(run.counts("GET /a").completed == 6 && run.counts("GET /never").scheduled == 0)
        #expect(run.windows.flatMap(\.groups).reduce(0) { $0 + $1.failed } == 6)
        #expect(run.windows.flatMap(\.groups).reduce(0) { $0 + $1.completed } == 0)
    }

    @Test func checksFailTheirRequestOnceOrOnlyCount() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let never = Check(name: "never", source: .body, predicate: .contains(Template("x")))
        let also = Check(name: "also", source: .size, predicate: .more(100))
        let only = Check(name: "only", source: .status, predicate: .equals(Template("404")), failsRequest: false)
        let holds = Check(name: "holds", source: .time, predicate: .less(60_000))
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.get("/two", checks: [never, also, holds]), .get("/counted", checks: [only])],
            users: 2,
            iterations: 5
        )
        let run = try await EngineRun.of(plan)
        #expect(run.errors == ["check_failed": 5] && run.addsUp)
        #expect(run.counts("GET /two").failed == 5 && run.counts("GET /counted").failed == 0)
        #expect(run.check("never") == CheckCounts(passes: 0, fails: 5) && run.check("also").fails == 5)
        #expect(run.check("only").fails == 5 && run.check("holds").passes == 5)
    }

    @Test func contentsArriveInPiecesAndAreBounded() async throws {
        let server = try ScriptedServer { request in
            if request.target == "/huge" {
                let body = [UInt8](repeating: 65, count: 1_100_000)
                return .pieces([Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8), body])
            }
            let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n5\r\n: 42}\r\n0\r\n\r\n"
            return .pieces(Array(text.utf8).map { [$0] })
        }
        defer { server.stop() }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [
                .get("/pieces", captures: [Capture(name: "a", source: .jsonPath("$.a"))]),
                .get(.of(.text("/got/"), .capture("a"))), .get("/huge"),
                .get("/huge", checks: [Check(name: "body", source: .body, predicate: .exists)]),
            ],
            users: 2,
            iterations: 2
        )
        let run = try await EngineRun.of(plan)
        #expect(server.requests.count { $0.target == "/got/42" } == 2)
        #expect(run.errors == ["body_too_large": 2] && run.counts.completed == 8 && run.counts.failed == 2)
        #expect(run.addsUp)
    }

    @Test func virtualUsersComeAndGoAsTheStagesSay() async throws {
        let server = try ScriptedServer { _ in
            usleep(2000)
            return .ok
        }
        defer { server.stop() }
        var plan = try TestPlan.journey("http://127.0.0.1:\(server.port)", [.get("/")], users: 8, seconds: 1.5)
        plan.userStages = [
            UserStage(seconds: 0.5, from: 2, to: 2), UserStage(seconds: 0.5, from: 8, to: 8),
            UserStage(seconds: 0.5, from: 0, to: 0),
        ]
        let run = try await EngineRun.of(plan, windowLength: 500)
        let sent = run.windows.map { $0.endpoints.reduce(0) { $0 + $1.counts.sent } }
        #expect(sent.count == 3 && sent[0] > 0 && sent[1] > 2 * sent[0] && sent[2] <= 8)
        #expect(run.health.openDescriptorsMax == 8)
    }

    @Test func redirectsAreFollowedPerStepWithCookies() async throws {
        let server = try ScriptedServer { request in
            switch request.target {
            case "/login":
                .text("HTTP/1.1 302 Found\r\nLocation: /home\r\nSet-Cookie: sid=1; Path=/\r\nContent-Length: 0\r\n\r\n")
            case "/home":
                request.head.contains("\r\nCookie: sid=1\r\n")
                    ? .ok : .text("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
            default: .ok
            }
        }
        defer { server.stop() }
        let login = RequestStep(
            name: "login",
            method: "POST",
            url: Template("/login"),
            body: Template("a=b"),
            maxRedirects: 2
        )
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.request(login), .get("/after"), .get("/login")],
            users: 2,
            iterations: 4
        )
        let run = try await EngineRun.of(plan)
        #expect(run.counts("login").completed == 4 && run.counts("login").failed == 0)
        #expect(run.counts("GET /login").completed == 4 && run.statusCodes == [200: 8, 302: 4])
        // A jar is emptied when its iteration ends.
        let logins = server.requests.filter { $0.target == "/login" && $0.head.hasPrefix("POST") }
        #expect(logins.count == 4 && logins.allSatisfy { !$0.head.contains("Cookie") })
        #expect(server.requests.filter { $0.target == "/after" }.allSatisfy { $0.head.contains("Cookie: sid=1\r\n") })
        #expect(server.requests.filter { $0.target == "/home" }.allSatisfy { $0.head.hasPrefix("GET") })
    }

    @Test func aPlanGoesToSeveralHostsOnConnectionsThatAreKept() async throws {
        let first = try ScriptedServer { _ in .ok }
        let second = try ScriptedServer { _ in .ok }
        defer {
            first.stop()
            second.stop()
        }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(first.port)",
            [.get("/a"), .get("http://127.0.0.1:\(second.port)/b?c=d"), .get("/e")],
            users: 2,
            iterations: 20
        )
        let run = try await EngineRun.of(plan)
        #expect(run.counts.completed == 60 && run.errors.isEmpty)
        #expect(first.requests.count == 40 && second.requests.count == 20)
        #expect(first.connections <= 2 && second.connections <= 2)
        #expect(
            second.requests.allSatisfy {
                $0.target == "/b?c=d" && $0.head.contains("Host: 127.0.0.1:\(second.port)\r\n")
            }
        )
    }

    @Test func aConnectionThatThePeerClosedInAPauseIsReplaced() async throws {
        let server = try ScriptedServer { _ in .last(Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)) }
        defer { server.stop() }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.get("/a"), .pause(.fixed(0.05)), .get("/b"), .pause(.fixed(0.05))],
            users: 2,
            iterations: 4
        )
        let run = try await EngineRun.of(plan)
        #expect(run.counts.completed == 8 && run.errors.isEmpty)
    }

    @Test func anEndInTheMiddleOfIterationsLosesNothing() async throws {
        let server = try ScriptedServer { _ in
            usleep(20_000)
            return .ok
        }
        defer { server.stop() }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.get("/a"), .pause(.exponential(mean: 0.02)), .get("/b"), .get("/c")],
            users: 3,
            rate: 60,
            seconds: 0.7
        )
        let run = try await EngineRun.of(plan, windowLength: 100)
        #expect(run.addsUp)
        #expect(run.counts("GET /a").scheduled == 42 && run.counts("GET /a").dropped > 0)
    }
}
