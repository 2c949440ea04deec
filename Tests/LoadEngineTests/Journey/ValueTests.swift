import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// Values in requests: where they come from, and that none can leave its place.
@Suite struct ValueTests {
    /// The requests that one iteration sends.
    private func send(_ step: RequestStep, changing: (inout TestPlan) -> Void = { _ in }) async throws -> String {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        var plan = try TestPlan.journey("http://127.0.0.1:\(server.port)", [.request(step)], users: 1, iterations: 1)
        changing(&plan)
        let engine = try LoadEngine(
            plan: plan,
            captures: ["evil": "a b\r\nX: 1\r\n\r\n#?&\"\\é"],
            resolveSecret: { _ in "t:op" }
        )
        let run = try await EngineRun.of(engine)
        #expect(run.counts.completed == 1, "\(run.errors)")
        return server.requests.first?.head ?? ""
    }

    @Test func aValueCannotEndItsPlace() async throws {
        for escaping in [Template.Escaping.none, .url, .form, .json, .header] {
            let step = RequestStep(
                name: "s",
                url: .of(.text("/p/"), .capture("evil", escaping)),
                headers: [RequestStep.Field(name: "A", value: .of(.text("b "), .capture("evil", escaping)))]
            )
            let head = try await send(step)
            let lines = head.split(separator: "\r\n")
            #expect(lines.count == 5, "\(head)")
            #expect(lines[0].split(separator: " ").count == 3 && !lines[0].contains("#"))
            #expect(!lines.contains { $0.hasPrefix("X:") })
        }
    }

    @Test func contextsAreWrittenByTheirRules() {
        func written(_ text: String, _ context: WritingContext) -> String {
            var buffer = ByteBuffer(capacity: 16)
            Array(text.utf8).withUnsafeBytes { buffer.append($0, in: context) }
            return String(decoding: buffer.bytes, as: UTF8.self)
        }
        #expect(written("a b/é~", .url) == "a%20b%2F%C3%A9~")
        #expect(written("a b&c=d", .form) == "a+b%26c%3Dd")
        #expect(written("\"\\\n\u{1}é/", .json) == "\\\"\\\\\\n\\u0001é/")
        #expect(written("a\r\nb\u{7F}\tc", .header) == "ab\tc")
        #expect(written("/a b#c%20\u{0}", .target) == "/a%20b%23c%20%00")
        #expect(written("a\u{0}b", .plain) == "a\u{0}b")
    }

    @Test func secretsAndCredentialsGoIntoTheHead() async throws {
        let secret = Template.of(.value(.secret(.environment("UNUSED")), .none))
        let basic = RequestStep(
            name: "s",
            url: Template("/"),
            authentication: .basic(user: Template("ada"), password: secret)
        )
        #expect(try await send(basic).contains("\r\nAuthorization: Basic YWRhOnQ6b3A=\r\n"))
        let bearer = RequestStep(name: "s", url: Template("/"), authentication: .bearer(secret))
        #expect(try await send(bearer).contains("\r\nAuthorization: Bearer t:op\r\n"))
    }

    @Test func signedRequestsAreSignedAsTheyGoOut() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let step = RequestStep(
            name: "s",
            method: "POST",
            url: .of(.text("/p?a="), .capture("evil", .url)),
            body: .of(.text("n="), .made(.counter)),
            authentication: .sigV4(
                .init(
                    service: "execute-api",
                    region: "eu-central-1",
                    accessKeyId: Template("AK"),
                    secretAccessKey: Template("SK")
                )
            )
        )
        let plan = try TestPlan.journey("http://127.0.0.1:\(server.port)", [.request(step)], users: 1, iterations: 1)
        #expect(throws: EngineError.self) { try LoadEngine(plan: plan, captures: ["evil": "x"]) }
        let engine = try LoadEngine(
            plan: plan,
            captures: ["evil": "x y"],
            signRequest: { request in
                let names = request.headers.map { $0.name.lowercased() }
                let text =
                    "\(request.method) \(request.path) \(request.query) \(String(decoding: request.body, as: UTF8.self))"
                let scope =
                    "\(request.accessKeyId ?? "") \(request.secretAccessKey ?? "") \(request.region) \(request.service)"
                return [("X-Signed", "\(text) \(scope) \(names.contains("host") && names.contains("content-length"))")]
            }
        )
        let run = try await EngineRun.of(engine)
        #expect(run.errors.isEmpty && run.counts.completed == 1)
        let head = server.requests.first?.head ?? ""
        #expect(head.contains("X-Signed: POST /p a=x%20y n=0 AK SK eu-central-1 execute-api true\r\n"), "\(head)")
    }

    @Test func generatorsMakeWhatTheySay() async throws {
        let generators: [Generator] = [
            .uuid, .integer(from: -3, to: -3), .choice(["x"]), .string(length: 8), .timestamp, .timestampMilliseconds,
            .timestampISO8601, .counter, .virtualUser, .task,
        ]
        let parts = generators.flatMap { [Template.Part.made($0), .text(",")] }
        let step = RequestStep(name: "s", url: Template(parts: [.text("/")] + parts))
        let head = try await send(step)
        let values = head.split(separator: " ")[1].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
        #expect(values[0].wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(values[1] == "-3" && values[2] == "x")
        #expect(values[3].wholeMatch(of: /[A-Za-z0-9]{8}/) != nil)
        #expect((Int(values[4]) ?? 0) > 1_700_000_000 && values[5].count == 13)
        #expect(values[6].wholeMatch(of: /20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z/) != nil)
        #expect(values[7] == "0" && values[8] == "0" && values[9] == "0")
    }

    @Test func aSeedRepeatsEveryValueWhateverTheNumberOfTasks() async throws {
        func values(tasks: Int, loops: Int) async throws -> [String] {
            let server = try ScriptedServer { _ in .ok }
            defer { server.stop() }
            let plan = try TestPlan.journey(
                "http://127.0.0.1:\(server.port)",
                [.get(.of(.text("/"), .made(.counter), .text("-"), .made(.uuid)))],
                users: 6,
                iterations: 30,
                loops: loops
            )
            for index in 0..<tasks { _ = try await EngineRun.of(plan, share: Segment(index: index, of: tasks)) }
            return server.requests.map(\.target).sorted()
        }
        let once = try await values(tasks: 1, loops: 1)
        #expect(Set(once).count == 30)
        #expect(try await values(tasks: 3, loops: 2) == once)
    }

    @Test func aValueThatIsNotThereIsCountedAndNothingIsSent() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let capture = Capture(name: "x", source: .header("nowhere"))
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [
                .if(Condition(value: nil, predicate: .more(1)), then: [.get("/a", captures: [capture])], otherwise: []),
                .get(.of(.text("/"), .capture("x")), name: "x"),
            ],
            users: 1,
            iterations: 3
        )
        let run = try await EngineRun.of(plan)
        #expect(run.errors == ["value_missing": 3] && server.requests.isEmpty && run.addsUp)
    }

    @Test(arguments: [
        (RequestStep(name: "s", url: .of(.capture("nobody"))), "begins with /"),
        (RequestStep(name: "s", url: .of(.text("/"), .capture("nobody"))), "which no step captures"),
        (RequestStep(name: "s", url: .of(.text("/"), .column("nothing"))), "no data set has"),
        (RequestStep(name: "s", url: .of(.text("http://"), .capture("nobody"))), "hosts are the same"),
        (RequestStep(name: "s", url: Template("ftp://x/")), "use http or https"),
        (RequestStep(name: "s", method: "G T", url: Template("/")), "not a token"),
        (
            RequestStep(name: "s", url: Template("/"), headers: [.init(name: "A\r\nB", value: Template("c"))]),
            "not a token"
        ),
        (
            RequestStep(name: "s", url: Template("/"), captures: [Capture(name: "a", source: .jsonPath("$.["))]),
            "column"
        ),
        (
            RequestStep(
                name: "s",
                url: Template("/"),
                captures: [Capture(name: "a", source: .regularExpression("(", group: 0))]
            ), "column 1"
        ),
        (
            RequestStep(
                name: "s",
                url: Template("/"),
                captures: [Capture(name: "a", source: .regularExpression("a", group: 1))]
            ), "group"
        ),
    ]) func whatIsWrongInAPlanIsSaidBeforeAnyLoad(step: RequestStep, part: String) throws {
        let plan = try TestPlan.journey("http://127.0.0.1:9", [.request(step)])
        let error = #expect(throws: EngineError.self) { try LoadEngine(plan: plan) }
        #expect(error?.code == .request && error?.message.contains(part) == true, "\(error?.message ?? "")")
    }
}
