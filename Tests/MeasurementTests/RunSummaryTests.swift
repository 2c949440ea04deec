import FoundationEssentials
import Measurement
import Testing

@Suite("Run summary")
struct RunSummaryTests {
    private static func object(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test("a distribution has the promised keys, in milliseconds to the microsecond")
    func distribution() throws {
        var histogram = Histogram()
        for value: UInt64 in [1_000, 2_001, 3_003] { histogram.record(value) }
        #expect(
            try Self.object(LatencySummary(histogram: histogram)) == """
                {"count":3,"max":3.003,"mean":2.001,"min":1,"p50":2.001,"p75":3.003,"p90":3.003,"p95":3.003,\
                "p99":3.003,"p99.9":3.003,"p99.99":3.003,"stdDev":0.818,"unit":"ms"}
                """
        )
    }

    @Test("a distribution without values is all zeros")
    func emptyDistribution() throws {
        #expect(
            try Self.object(LatencySummary(histogram: Histogram())) == """
                {"count":0,"max":0,"mean":0,"min":0,"p50":0,"p75":0,"p90":0,"p95":0,\
                "p99":0,"p99.9":0,"p99.99":0,"stdDev":0,"unit":"ms"}
                """
        )
    }

    @Test("has every promised field and reads back what it wrote")
    func fields() throws {
        let original = try summary(of: [window(second: 0, responseTimes: [1_000, 2_000])])
        let json = try Self.object(original)
        for field in [
            #""schemaVersion":1"#, #""testId":"t-1""#, #""verdict":"passed""#, #""reasons":[]"#,
            #""targetUrl":"http://127.0.0.1:8080/""#, #""startedAt":"2026-01-01T00:00:00.000Z""#,
            #""durationSeconds":10"#,
            #""tasks":{"reported":2,"requested":2,"windowsExpected":20,"windowsReceived":20}"#,
            #""requests":{"completed":2,"dropped":1,"failed":0,"perSecond":0.2,"scheduled":3,"sent":2}"#,
            #""responseTime":{"#, #""serviceTime":{"#, #""timeToFirstByte":{"#, #""connect":{"#, #""tlsHandshake":{"#,
            #""statusCodes":{"200":2}"#, #""errors":{"timeout":1}"#, #""bytes":{"received":40,"sent":20}"#,
            #""checks":[{"fails":0,"name":"is ok","passes":2}]"#,
            #""thresholds":[{"expression":"p(99)<200","observed":2.9,"passed":true}]"#,
            #""timeline":[{"completed":2,"failed":0,"max":2,"p50":1,"p95":2,"p99":2,"second":0,"sent":2}]"#,
            #""generator":{"arrivalsThatWaited":0,"cpuSeconds":0,"cpuThrottledSeconds":0,"maxStartLagMs":0.06"#,
        ] {
            #expect(json.contains(field), "\(field)")
        }
        #expect(try JSONDecoder().decode(RunSummary.self, from: Data(json.utf8)) == original)
    }

    @Test("the achieved rate is what was sent per second of load", arguments: [(30.0, 10.0), (7, 42.857), (0, 0)])
    func rate(duration: Double, expected: Double) {
        #expect(RequestSummary(counts: RequestCounts(sent: 300), durationSeconds: duration).perSecond == expected)
    }

    @Test("arrivals that waited for a virtual user are counted and flagged")
    func virtualUsers() throws {
        var report = window(second: 0, responseTimes: [1_000])
        var wait = Histogram()
        wait.record(250_000, count: 4)
        var encoder = HistogramEncoder()
        report.generator.virtualUserWait = encoder.encode(wait)
        let generator = try summary(of: [report]).generator
        #expect(generator.virtualUsersLimited)
        #expect(generator.arrivalsThatWaited == 4)
        #expect(generator.virtualUserWait.p50 == 250)
    }

    @Test("the health of all tasks does not depend on their order")
    func health() {
        let tasks = [0.1, 0.2, 0.3, 0.7].map {
            GeneratorHealth(cpuSeconds: $0, maxStartLagMs: $0, portExhaustion: 1, notes: ["note \($0 > 0.5)"])
        }
        let merged = GeneratorHealth(merging: tasks)
        #expect(merged == GeneratorHealth(merging: tasks.reversed()))
        #expect(merged.cpuSeconds == 1.3)
        #expect(merged.maxStartLagMs == 0.7)
        #expect(merged.portExhaustion == 4)
        #expect(merged.notes == ["note false", "note true"])
    }
}
