import AWSPipeline
import Measurement
import ResultPipeline
import Testing

@Suite("CloudWatch's embedded metric format")
struct EmbeddedMetricTests {
    private static func metric(_ testId: String = "run-1") -> EmbeddedMetric {
        var attributes = RecordAttributes(kind: .window, taskIndex: 3)
        (attributes.p50, attributes.p95, attributes.p99, attributes.max) = (1.5, 2.5, 3.25, 4.5)
        return EmbeddedMetric(
            testId: testId,
            windowStart: 1_700_000_000_000,
            counts: RequestCounts(scheduled: 10, sent: 10, completed: 9, failed: 1, dropped: 0),
            attributes: attributes
        )
    }

    @Test("one line, and the metrics that it defines are there")
    func whole() {
        #expect(
            Self.metric().line
                == #"{"Completed":9,"Dropped":0,"Failed":1,"Requests":10,"ResponseTimeMax":4.5,"ResponseTimeP50":1.5,"#
                + #""ResponseTimeP95":2.5,"ResponseTimeP99":3.25,"TaskIndex":3,"TestId":"run-1","_aws":{"CloudWatchMetrics":["#
                + #"{"Dimensions":[["TestId"]],"Metrics":[{"Name":"Requests","Unit":"Count"},{"Name":"Completed","Unit":"Count"},"#
                + #"{"Name":"Failed","Unit":"Count"},{"Name":"Dropped","Unit":"Count"},"#
                + #"{"Name":"ResponseTimeP50","Unit":"Milliseconds"},{"Name":"ResponseTimeP95","Unit":"Milliseconds"},"#
                + #"{"Name":"ResponseTimeP99","Unit":"Milliseconds"},{"Name":"ResponseTimeMax","Unit":"Milliseconds"}],"#
                + #""Namespace":"LoadTester"}],"Timestamp":1700000000000}}"#
        )
    }

    @Test("times are left out where nothing was answered, and a name ends no line")
    func bounds() throws {
        var metric = Self.metric("a\"\n")
        metric.attributes = RecordAttributes(kind: .window, taskIndex: 0)
        let line = try #require(metric.line)
        #expect(!line.contains("ResponseTime") && !line.contains("\n"))
    }
}
