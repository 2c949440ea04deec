import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// Whole journeys against a server that remembers who may do what.
@Suite(.enabled(if: DemoServer.python != nil, "python3 is not installed"))
struct DemoAPITests {
    private static let token = RequestStep.Field(name: "Authorization", value: .of(.text("Bearer "), .capture("token")))

    /// Log in with the row's user, list both pages, order what was listed, look at the order, log out.
    private static func checkout() -> [Step] {
        let login = RequestStep(
            name: "login",
            method: "POST",
            url: Template("/login"),
            body: .of(
                .text("{\"user\":\""),
                .column("user", .json),
                .text("\",\"password\":\""),
                .column("password", .json),
                .text("\"}")
            ),
            captures: [Capture(name: "token", source: .jsonPath("$.token"))],
            checks: [
                .status(200),
                Check(name: "same user", source: .jsonPath("$.user"), predicate: .equals(.of(.column("user")))),
            ]
        )
        let list = Step.get(
            Template("/items"),
            name: "list",
            headers: [token],
            captures: [
                Capture(name: "item", source: .jsonPath("$.items[?@.price > 500].id")),
                Capture(name: "next", source: .regularExpression("\"next\": \"/items\\?page=(\\d+)\"", group: 1)),
            ],
            checks: [.status(200)]
        )
        let more = Step.get(.of(.text("/items?page="), .capture("next", .url)), name: "more", headers: [token])
        let order = RequestStep(
            name: "order",
            method: "POST",
            url: Template("/orders"),
            headers: [token],
            body: .of(.text("{\"item\":\""), .capture("item", .json), .text("\",\"row\":"), .column("id"), .text("}")),
            captures: [
                Capture(name: "location", source: .header("location")),
                Capture(name: "order", source: .jsonPath("$.order")),
            ],
            checks: [.status(201)]
        )
        let show = Step.get(
            .of(.text("/orders/"), .capture("order", .url)),
            name: "show",
            headers: [token],
            checks: [
                .status(200), Check(name: "open", source: .body, predicate: .contains(Template("\"state\": \"open\""))),
                Check(name: "its place", source: .jsonPath("$.order"), predicate: .exists),
            ]
        )
        let logout = RequestStep(
            name: "logout",
            method: "POST",
            url: Template("/logout"),
            headers: [token],
            checks: [.status(204)]
        )
        return [
            .request(login), .pause(.uniform(from: 0, to: 0.01)),
            .group(name: "shopping", steps: [list, more, .request(order), show]),
            .request(logout),
        ]
    }

    private static func rows(_ count: Int) -> String {
        "id,user,password\n" + (0..<count).map { "\($0),\"user \"\"\($0)\"\"\",s3cret\n" }.joined()
    }

    @Test func everyRowIsUsedOnceByAnyNumberOfTasks() async throws {
        let server = try DemoServer(unique: true)
        defer { server.stop() }
        let file = try DataFile(Self.rows(40))
        var plan = try TestPlan.journey(server.url, Self.checkout(), users: 10, seconds: 30, loops: 2)
        plan.dataSets = [file.dataSet(columns: ["id", "user", "password"], rows: 40)]
        var logins: UInt64 = 0
        for index in 0..<4 {
            let run = try await EngineRun.of(plan, share: Segment(index: index, of: 4))
            #expect(run.errors.isEmpty && run.counts.failed == 0, "\(run.errors) \(run.statusCodes)")
            #expect(run.addsUp)
            logins += run.counts("login").completed
            for name in ["list", "more", "order", "show", "logout"] {
                #expect(run.counts(name).completed == run.counts("login").completed)
            }
            let groups = run.windows.flatMap(\.groups)
            #expect(groups.reduce(0) { $0 + $1.completed } == run.counts("login").completed)
            #expect(groups.allSatisfy { $0.name == "shopping" && $0.failed == 0 })
            #expect(run.check("same user").passes == run.counts("login").completed)
            #expect(run.check("open").fails == 0)
        }
        #expect(logins == 40)
    }

    @Test func aRowThatIsUsedAgainFails() async throws {
        let server = try DemoServer(unique: true)
        defer { server.stop() }
        let file = try DataFile(Self.rows(5))
        var plan = try TestPlan.journey(server.url, Self.checkout(), users: 2, seconds: 30, iterations: 8)
        plan.dataSets = [
            file.dataSet(columns: ["id", "user", "password"], rows: 5, order: .sequential, atEnd: .recycle)
        ]
        let run = try await EngineRun.of(plan)
        #expect(run.counts("login").completed == 8 && run.counts("login").failed == 3)
        #expect(run.statusCodes[409] == 3 && run.errors["capture_missing"] == 3 && run.errors["check_failed"] == 3)
        // Who has no token does not go on.
        #expect(run.counts("logout").completed == 5)
        #expect(run.check("status").fails == 3)
    }

    @Test func cookiesAndTokensOfVirtualUsersAreNotMixed() async throws {
        let server = try DemoServer()
        defer { server.stop() }
        let file = try DataFile(Self.rows(1000))
        var plan = try TestPlan.journey(server.url, Self.checkout(), users: 40, rate: 50, seconds: 1)
        plan.dataSets = [file.dataSet(columns: ["id", "user", "password"], rows: 1000)]
        let run = try await EngineRun.of(plan)
        #expect(run.counts("login").scheduled == 50 && run.counts("login").sent == 50)
        #expect(run.errors.isEmpty && run.counts.failed == 0, "\(run.errors) \(run.statusCodes)")
        #expect(run.addsUp)
    }

    @Test func setupAndTeardownAreDoneOnceAndSayWhatWentWrong() async throws {
        let server = try DemoServer()
        defer { server.stop() }
        let login = { (password: String) in
            RequestStep(
                name: "login",
                method: "POST",
                url: Template("/login"),
                body: Template("{\"user\":\"ada\",\"password\":\"\(password)\"}"),
                captures: [Capture(name: "token", source: .jsonPath("$.token"))]
            )
        }
        var plan = try TestPlan.journey(server.url, [.get("/items", checks: [.status(200)])], users: 1, iterations: 3)
        plan.setup = [.request(login("s3cret"))]
        plan.teardown = [.get(Template("/stats"), headers: [Self.token])]
        let captures = try await LoadEngine(plan: plan).setUp()
        #expect(captures.keys.sorted() == ["token"] && captures["token"]?.isEmpty == false)
        try await LoadEngine(plan: plan, captures: captures).tearDown()

        plan.setup = [.request(login("wrong"))]
        let error = await #expect(throws: EngineError.self) { try await LoadEngine(plan: plan).setUp() }
        let message = error?.message ?? ""
        #expect(message.contains("'login' of setup") && message.contains("nothing was found for 'token'"))
        #expect(message.contains("POST /login HTTP/1.1") && message.contains("401 Unauthorized"))
        #expect(message.contains("user or password is wrong"))
        #expect(!message.contains("\"password\""))

        // The token came back and was not looked for where it is: the message, which travels, has no part of either content.
        var astray = login("s3cret")
        astray.captures = [Capture(name: "token", source: .jsonPath("$.tokn"))]
        plan.setup = [.request(astray)]
        let lost = await #expect(throws: EngineError.self) { try await LoadEngine(plan: plan).setUp() }?.message ?? ""
        #expect(lost.contains("nothing was found for 'token'") && lost.contains("HTTP/1.1 200 OK"), "\(lost)")
        #expect(lost.contains("bytes of content, which 'run --debug' shows"))
        #expect(lost.contains("session=[redacted]; Path=/") && !lost.contains("s3cret") && !lost.contains("\"token\""))
    }
}
