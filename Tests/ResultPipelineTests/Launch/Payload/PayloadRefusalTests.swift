import LoadPlan
import ResultPipeline
import Testing

/// One member with a value that is refused, and words that the message must have.
struct BadMember: CustomTestStringConvertible, Sendable {
    let field: String
    let value: String?
    let words: [String]
    var testDescription: String { "\(field) = \(value?.prefix(40) ?? "nothing")" }

    init(_ field: String, _ value: String?, _ words: String...) {
        self.field = field
        self.value = value
        self.words = words
    }

    static let all = load + request + run

    static let load = [
        BadMember("vus", nil, "missing", "1 to 1000000"), BadMember("vus", "0", "0 is", "1 to 1000000"),
        BadMember("vus", "-3", "-3"), BadMember("vus", "1.5", "1.5", "whole"), BadMember("vus", "1000001", "1000001"),
        BadMember("vus", "1e400", "1e400"), BadMember("vus", #""10""#, #""10" is a string"#, "without quotes"),
        BadMember("vus", "null", "null", "leave the field out"), BadMember("vus", "[10]", "an array"),
        BadMember("taskCount", "0", "0 is", "1 to 1000"), BadMember("taskCount", "1001", "1001", "1 to 1000"),
        BadMember("taskCount", #""2""#, "without quotes"), BadMember("taskCount", "true", "true or false"),
        BadMember("taskCount", "2.5", "2.5"), BadMember("minTasks", "2", "2 is"), BadMember("minTasks", "0", "0 is"),
        BadMember("minTasks", #""all""#, "a string"), BadMember("rate", "-0.1", "-0.1", "0 to 1000000"),
        BadMember("rate", "1000000.5", "1000000.5"), BadMember("rate", "1e999", "1e999"),
        BadMember("rate", #""10""#, #""10" is a string"#, "a number", "without quotes"),
        BadMember("rate", #""100/s""#, "a string", "a number"), BadMember("rate", #""NaN""#, "a string"),
        BadMember("rate", "{}", "an object"), BadMember("rate", "1e-300", "no request"),
        BadMember("rate", "NaN", "NaN", "not JSON"),
    ]

    static let request = [
        BadMember("targetUrl", nil, "missing"), BadMember("targetUrl", #""""#, "empty"),
        BadMember("targetUrl", #""target.test""#, "no scheme"), BadMember("targetUrl", #""ftp://a/""#, "ftp"),
        BadMember("targetUrl", #""http://""#, "no host"), BadMember("targetUrl", "7", "a number", "a string"),
        BadMember("targetUrl", #""http://a/\#(String(repeating: "x", count: 9000))""#, "9009 bytes", "8192"),
        BadMember("method", #""GET /""#, "'GET /'"), BadMember("method", #""CONNECT""#, "CONNECT"),
        BadMember("method", #""""#, "such as GET"), BadMember("method", "1", "a number"),
        BadMember("headers", #"["A: b"]"#, "an array", "an object"), BadMember("headers", #""A: b""#, "a string"),
        BadMember("headers", #"{"A": 1}"#, #""A" is a number"#), BadMember("headers", #"{"A b": "c"}"#, "'A b'"),
        BadMember("headers", #"{"": "c"}"#, "field name"), BadMember("headers", #"{"A:": "c"}"#, #""A:""#, "colon"),
        BadMember("headers", #"{"A": "b\r\nC: d"}"#, "'A'", "line break"), BadMember("headers", #"{"A\r\n": "b"}"#),
        BadMember("headers", #"{"A": "b\u0000"}"#, "'A'", "control"),
        BadMember("headers", #"{"Content-Length": "5"}"#, "Content-Length"),
        BadMember("headers", #"{"Accept": "a", "ACCEPT": "b"}"#, "twice"),
        BadMember("headers", #"{"A": "b", "A": "c"}"#, #"a second "A""#),
        BadMember("headers", #"{"A": "\#(String(repeating: "x", count: 17_000))"}"#, "17001 bytes", "16384"),
        BadMember("headers", "{\((0...100).map { #""A\#($0)": """# }.joined(separator: ","))}", "101 fields"),
        BadMember("body", "{}", "an object", "a string"), BadMember("body", "null", "null"),
        BadMember("body", #""\#(String(repeating: "x", count: 65_537))""#, "65537 bytes", "65536"),
    ]

    static let run = [
        BadMember("testId", #""""#, "1–64"), BadMember("testId", #""a b""#, #""a b""#), BadMember("testId", #""../x""#),
        BadMember("testId", #""\#(String(repeating: "x", count: 65))""#, "1–64"), BadMember("testId", "5", "a number"),
        BadMember("spot", #""true""#, "a string", "true or false"), BadMember("spot", "1", "a number"),
        BadMember("thresholds", "[]", "an array", "an object"), BadMember("thresholds", #"{"p(99)": 200}"#, "a number"),
        BadMember("thresholds", #"{"p(990)": "<200"}"#, "p(990)"), BadMember("thresholds", #"{"p(99)": "200"}"#, "200"),
    ]
}

@Suite("A launch payload is refused with every problem named")
struct PayloadRefusalTests {
    @Test("a bad member has exactly one diagnostic, in its name", arguments: BadMember.all)
    func badMember(_ bad: BadMember) throws {
        let problems = PayloadText.problems(PayloadText.with([bad.field: bad.value]))
        #expect(problems.map(\.field) == [bad.field])
        for word in bad.words { #expect(problems.first?.message.contains(word) == true, "\(problems)") }
    }

    @Test(
        "F18: a load without an end, or without a length, is refused",
        arguments: [
            nil, "0", "-5", "0.0", "1.5", "86401", "1e300", "1e999", "NaN", "Infinity", "null", "true", "[30]", #""""#,
            #""30""#, #""0s""#, #""-5s""#, #""24h1s""#, #""99999d""#, #""NaN""#, #""soon""#, #""10 s""#, #""5m1h""#,
        ]
    )
    func duration(text: String?) {
        #expect(PayloadText.problems(PayloadText.with(["duration": text])).map(\.field) == ["duration"])
    }

    @Test("F18: the caps are those of whoever runs the launcher")
    func caps() {
        let limits = LaunchLimits(maxTasks: 5, maxSeconds: 60, maxRate: 100, maxVirtualUsers: 50, maxBodyBytes: 3)
        let largest = PayloadText.with([
            "taskCount": "5", "duration": "60", "rate": "100", "vus": "50", "body": #""abc""#,
        ])
        #expect(PayloadText.problems(largest, limits: limits) == [])
        let larger = PayloadText.with([
            "taskCount": "6", "duration": #""61s""#, "rate": "101", "vus": "51", "body": #""abcd""#,
        ])
        #expect(
            PayloadText.problems(larger, limits: limits).map(\.field) == [
                "taskCount", "vus", "rate", "duration", "body",
            ]
        )
    }

    @Test("all problems are told at once")
    func allAtOnce() throws {
        let bytes = Array(#"{"taskCont": 2, "vus": 0, "rate": "10", "headers": {"A": 1, "B\n": ""}, "spot": 0}"#.utf8)
        let error = try #require(throws: LaunchError.self) { try LaunchPayload(decoding: bytes) }
        #expect(error.code == .invalidPayload && error.label == "invalidPayload" && !error.isTransient)
        let fields = ["taskCont", "targetUrl", "vus", "rate", "duration", "headers", "headers", "spot"]
        #expect(error.diagnostics.map(\.field) == fields)
        for field in fields { #expect(error.message.contains("\(field): ")) }
    }

    @Test(
        "an unknown field is refused by name, with the field that was meant",
        arguments: [
            ("targetURL", "targetUrl"), ("target_url", "targetUrl"), ("url", "targetUrl"), ("TaskCount", "taskCount"),
            ("tasks", "taskCount"), ("taskCont", "taskCount"), ("vu", "vus"), ("virtualUsers", "vus"), ("rps", "rate"),
            ("rates", "rate"), ("durration", "duration"), ("testID", "testId"), ("header", "headers"), ("bdy", "body"),
            ("treshold", "thresholds"), ("min_tasks", "minTasks"), ("Spot", "spot"),
        ]
    )
    func unknownField(name: String, meant: String) {
        let problems = PayloadText.problems(PayloadText.with([name: "1"]))
        #expect(problems.map(\.description) == ["\(name): there is no such field: did you mean \(meant)?"])
    }

    @Test("a field like no other gets the list")
    func foreignField() throws {
        for name in ["colour", "x", String(repeating: "y", count: 500)] {
            let problem = try #require(PayloadText.problems(PayloadText.with([name: "{}"])).first)
            #expect(problem.field == (name.count > 64 ? name.prefix(64) + "…" : name))
            #expect(problem.message.contains("the fields are targetUrl, taskCount, vus,"))
        }
    }

    @Test("a target that may not be put under load is refused with the reason")
    func check() throws {
        let bytes = PayloadText.with(["targetUrl": #""http://u:secret@10.0.0.1:81/path""#])
        let error = try #require(throws: LaunchError.self) {
            try LaunchPayload(decoding: bytes) { $0.host == "10.0.0.1" ? "it is a private address" : nil }
        }
        #expect(
            error.diagnostics.map(\.description) == ["targetUrl: 10.0.0.1:81 is not accepted: it is a private address"]
        )
        #expect(throws: Never.self) { try LaunchPayload(decoding: PayloadText.with([:])) { _ in nil } }
    }
}
