import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

@Suite("A launch payload becomes a plan")
struct PayloadDecodingTests {
    @Test("what is left out has the defaults of the contract")
    func defaults() throws {
        let payload = try LaunchPayload(decoding: PayloadText.with([:]))
        let expected = LaunchPayload(
            plan: TestPlan(
                request: RequestSpec(method: "GET", url: try TargetURL(parsing: "http://target.test/")),
                profile: .closed(seconds: 30),
                virtualUsers: 10
            ),
            taskCount: 1,
            minTasks: 1
        )
        #expect(payload == expected)
    }

    @Test("every field is taken over")
    func everyField() throws {
        let text = """
            {"targetUrl": "https://target.test/orders?a=b", "taskCount": 7, "vus": 1000, "rate": 12.5,
             "duration": "1h30m", "testId": "Nightly_1.2-x", "method": "PUT",
             "headers": {"Z-Last": "1", "Authorization": "Bearer t", "accept": "a/b"}, "body": "{\\"é\\": 1}",
             "thresholds": {"p(99)": ["< 200ms", "<1s in every 1m"]}, "spot": true, "minTasks": 5}
            """
        let payload = try LaunchPayload(decoding: Array(text.utf8))
        let request = RequestSpec(
            method: "PUT",
            url: try TargetURL(parsing: "https://target.test/orders?a=b"),
            headers: [
                .init(name: "Z-Last", value: "1"), .init(name: "Authorization", value: "Bearer t"),
                .init(name: "accept", value: "a/b"),
            ],
            body: Array("{\"é\": 1}".utf8)
        )
        let profile = LoadProfile.open(.constant(12.5, seconds: 5400), arrivals: .uniform)
        var plan = TestPlan(request: request, profile: profile, virtualUsers: 1000)
        plan.thresholds = [
            try ThresholdExpression.parse("p(99) < 200ms"), try ThresholdExpression.parse("p(99) <1s in every 1m"),
        ]
        #expect(payload.plan == plan)
        #expect(payload.taskCount == 7 && payload.minTasks == 5)
        #expect(payload.testId == "Nightly_1.2-x")
        #expect(payload.usesSpot)
    }

    @Test(
        "a duration is seconds, or a text with units",
        arguments: [
            ("1", 1), ("90", 90), ("60.0", 60), ("86400", 86_400), (#""90s""#, 90), (#""5m""#, 300),
            (#""1h30m""#, 5400), (#""24h""#, 86_400), (#""1d""#, 86_400), (#""500ms""#, 0.5), (#""1.5m""#, 90),
        ] as [(String, Double)]
    )
    func durations(text: String, seconds: Double) throws {
        #expect(try LaunchPayload(decoding: PayloadText.with(["duration": text])).plan.profile.seconds == seconds)
    }

    @Test("all tasks are needed unless fewer are asked for")
    func minTasks() throws {
        #expect(try LaunchPayload(decoding: PayloadText.with(["taskCount": "20"])).minTasks == 20)
        let fewer = try LaunchPayload(decoding: PayloadText.with(["taskCount": "20", "minTasks": "1"]))
        #expect(fewer.minTasks == 1)
    }

    @Test("credentials in the URL become a header field, which never replaces a given one")
    func credentials() throws {
        let url = #""http://us%65r:pass@target.test/""#
        let payload = try LaunchPayload(decoding: PayloadText.with(["targetUrl": url]))
        #expect(payload.plan.request.url.href == "http://target.test/")
        #expect(payload.plan.request.headers == [.init(name: "Authorization", value: "Basic dXNlcjpwYXNz")])
        let headers = #"{"authorization": "mine"}"#
        let given = try LaunchPayload(decoding: PayloadText.with(["targetUrl": url, "headers": headers]))
        #expect(given.plan.request.headers == [.init(name: "authorization", value: "mine")])
    }

    @Test(
        "the barrier waits longer for more tasks, and windows grow with tasks and duration",
        arguments: [
            (1, 30, 240_000, 1000), (100, 3600, 240_000, 6000), (101, 30, 241_000, 1000), (1000, 10, 285_000, 8000),
            (1000, 3600, 285_000, 60_000),
        ] as [(Int, Int, Int64, Int64)]
    )
    func header(tasks: Int, seconds: Int, barrier: Int64, window: Int64) throws {
        let bytes = PayloadText.with(["taskCount": "\(tasks)", "duration": "\(seconds)", "spot": "true"])
        let header = try LaunchPayload(decoding: bytes).header(testId: "run", at: Sample.start)
        #expect(header.testId == "run" && header.createdAt == Sample.start && header.usesSpot)
        #expect(header.taskCount == tasks && header.minTasks == tasks)
        #expect(header.barrierTimeout == barrier)
        #expect(header.windowLength == window)
    }
}
