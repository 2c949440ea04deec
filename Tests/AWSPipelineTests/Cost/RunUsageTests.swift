import AWSPipeline
import LoadPlan
import ResultPipeline
import Testing

@Suite("What a run will use")
struct RunUsageTests {
    private func header(_ profile: LoadProfile, windowLength: Int64 = 60_000) throws -> RunHeader {
        let request = RequestSpec(
            method: "POST",
            url: try TargetURL(parsing: "http://target.test/orders"),
            headers: [.init(name: "Accept", value: "text/html")],
            body: Array("0123456789".utf8)
        )
        let plan = TestPlan(request: request, profile: profile, virtualUsers: 10)
        return RunHeader(
            testId: "run",
            createdAt: 0,
            plan: plan,
            taskCount: 1000,
            windowLength: windowLength,
            usesSpot: true
        )
    }

    @Test("follows from its header, the tasks that started and the length of the load")
    func fromHeader() throws {
        let header = try header(.open(.constant(100, seconds: 3590), arrivals: .uniform))
        let usage = RunUsage(header, tasks: 990, loadSeconds: 3590, usesNATGateway: true)
        // 60 windows of a minute and two messages of each task; 150 + 4 + 7 + 10 + 19 bytes of each request.
        let expected = RunUsage(
            tasks: 990,
            usesSpot: true,
            loadSeconds: 3590,
            messages: 61_380,
            bytesSent: 359_000 * 190,
            usesNATGateway: true
        )
        #expect(usage == expected)
    }

    @Test("a run without load has no windows and sends nothing")
    func withoutLoad() throws {
        let header = try header(.open(.constant(100, seconds: 3600), arrivals: .uniform))
        #expect(
            RunUsage(header, tasks: 3, loadSeconds: 0)
                == RunUsage(tasks: 3, usesSpot: true, loadSeconds: 0, messages: 6)
        )
    }

    @Test("what the figures leave out is said")
    func notes() throws {
        let closed = RunUsage(try header(.closed(seconds: 60)), tasks: 1, loadSeconds: 60)
        let notes = CostEstimate(closed, prices: PriceTable(region: "eu-central-1")).notes
        #expect(notes.count == 4)
        #expect(notes[0].contains("2026-06"))
        #expect(notes[1].contains("eu-central-1"))
        #expect(notes[2].contains("Spot"))
        #expect(notes[3].contains("does not tell how many requests"))
        let open = RunUsage(tasks: 1, loadSeconds: 60, messages: 1, bytesSent: 1, usesNATGateway: true)
        #expect(CostEstimate(open, prices: PriceTable(region: "us-west-2")).notes.count == 3)
    }

    @Test(
        "prices are known to be those of the region, or said not to be",
        arguments: ["us-east-1", "us-east-2", "us-west-2"]
    )
    func regions(region: String) {
        #expect(PriceTable(region: region).isOfRegion)
        var renamed = PriceTable(region: region)
        renamed.region = "us-east-1"
        #expect(renamed == PriceTable())
        for other in ["eu-west-1", "ap-southeast-2", "us-gov-west-1", ""] {
            #expect(!PriceTable(region: other).isOfRegion)
        }
    }
}
