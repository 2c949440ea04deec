import Measurement
import Testing

@testable import Reporting

@Suite("Metrics for monitoring systems")
struct MetricsTests {
    private func run(_ testId: String = "run-1", target: String = "GET http://127.0.0.1/") -> RunMetrics {
        var figures = ProgressFigures()
        (figures.askedPerSecond, figures.achievedPerSecond, figures.inFlight) = (200, 199.5, 4)
        (figures.statusCodes, figures.errors) = ([200: 7, 503: 1], ["timeout": 2])
        figures.tasks.running = 2
        var times = Histogram()
        for value in [400, 1000, 1001, 70_000_000] as [UInt64] { times.record(value) }
        return RunMetrics(
            testId: testId,
            target: target,
            startedAt: 1_700_000_000_000,
            time: 1_700_000_005_000,
            figures: figures,
            counts: RequestCounts(scheduled: 12, sent: 11, completed: 8, failed: 3, dropped: 1),
            bytes: ByteSummary(sent: 500, received: 9000),
            responseTime: times,
            serviceTime: times
        )
    }

    private func lines(_ runs: [RunMetrics]) -> [String] {
        String(decoding: PrometheusText(runs).bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("Prometheus: counters, gauges and a distribution in seconds")
    func prometheus() {
        let lines = lines([run()])
        for line in [
            "# TYPE loadtester_requests_sent_total counter", "loadtester_requests_sent_total{test_id=\"run-1\"} 11",
            "loadtester_responses_total{test_id=\"run-1\",code=\"503\"} 1",
            "loadtester_errors_total{test_id=\"run-1\",kind=\"timeout\"} 2",
            "# TYPE loadtester_rate_achieved gauge", "loadtester_rate_achieved{test_id=\"run-1\"} 199.5",
            "loadtester_tasks{test_id=\"run-1\",state=\"running\"} 2",
            "# TYPE loadtester_response_time_seconds histogram",
            "loadtester_response_time_seconds_bucket{test_id=\"run-1\",le=\"0.0005\"} 1",
            "loadtester_response_time_seconds_bucket{test_id=\"run-1\",le=\"0.001\"} 2",
            "loadtester_response_time_seconds_bucket{test_id=\"run-1\",le=\"60\"} 3",
            "loadtester_response_time_seconds_bucket{test_id=\"run-1\",le=\"+Inf\"} 4",
            "loadtester_response_time_seconds_sum{test_id=\"run-1\"} 70.002401",
            "loadtester_response_time_seconds_count{test_id=\"run-1\"} 4",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    @Test("Prometheus: several runs share one head per metric")
    func several() {
        let lines = lines([run("a"), run("b")])
        #expect(lines.count { $0 == "# TYPE loadtester_requests_sent_total counter" } == 1)
        #expect(Set(lines.filter { $0.hasPrefix("#") }).count == lines.count { $0.hasPrefix("#") })
        #expect(PrometheusText([]).bytes.isEmpty)
    }

    @Test("Prometheus: labels are escaped")
    func hostile() {
        let text = lines([run(target: "GET http://x/\"}\\\n# TYPE evil counter")])
        #expect(
            text.contains(#"loadtester_run_info{test_id="run-1",target="GET http://x/\"}\\�# TYPE evil counter"} 1"#)
        )
    }

    @Test("what is not known is left out")
    func unknown() {
        let metrics = RunMetrics(testId: "r", target: "GET http://x/", startedAt: 0, time: 0)
        let text = lines([metrics])
        #expect(!text.contains { $0.hasPrefix("loadtester_rate_asked") || $0.hasPrefix("loadtester_errors") })
        #expect(text.contains("loadtester_response_time_seconds_count{test_id=\"r\"} 0"))
    }

    @Test("OpenTelemetry: 64-bit integers are strings, times are nanoseconds")
    func openTelemetry() {
        let text = String(decoding: OpenTelemetryMetrics(run(), version: "1.2.3").bytes, as: UTF8.self)
        for part in [
            #"{"key":"service.version","value":{"stringValue":"1.2.3"}}"#,
            #""startTimeUnixNano":"1700000000000000000","timeUnixNano":"1700000005000000000","asInt":"11""#,
            #""bucketCounts":["1","1","1","0","0","0","0","0","0","0","0","0","0","0","0","0","1"]"#,
            #""name":"loadtester.requests_sent""#, #""aggregationTemporality":2,"isMonotonic":true"#,
        ] { #expect(text.contains(part), "\(part)") }
        #expect(!text.contains("\n"))
    }
}
