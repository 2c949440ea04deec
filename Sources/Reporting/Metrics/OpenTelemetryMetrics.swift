internal import Measurement

/// A run as OpenTelemetry metrics: an `ExportMetricsServiceRequest` in protobuf's JSON form, as OTLP over HTTP takes it
/// (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). Counts and distributions are cumulative from the
/// start of the load.
public struct OpenTelemetryMetrics: Sendable {
    /// The `Content-Type` to send it with.
    public static let contentType = "application/json"
    /// `AGGREGATION_TEMPORALITY_CUMULATIVE` (opentelemetry/proto/metrics/v1/metrics.proto).
    private static let cumulative = 2

    private let run: RunMetrics
    private let version: String

    /// - Parameter version: Of this software.
    public init(_ run: RunMetrics, version: String) {
        self.run = run
        self.version = version
    }

    /// UTF-8.
    public var bytes: [UInt8] {
        let scope = JSONNode.object([
            ("scope", .object([("name", .string("loadtester")), ("version", .string(version))])),
            ("metrics", .array(families + distributions)),
        ])
        let resource = JSONNode.object([
            ("resource", .object([("attributes", Self.attributes(identity))])),
            ("scopeMetrics", .array([scope])),
        ])
        return JSONWriter.compact(.object([("resourceMetrics", .array([resource]))]))
    }

    private var identity: [(String, String)] {
        [
            ("service.name", "loadtester"), ("service.version", version), ("service.instance.id", run.testId),
            ("loadtester.test_id", run.testId), ("loadtester.target", PlainText.safe(run.target, limit: 1000)),
        ]
    }

    private var families: [JSONNode] {
        MetricFamily.all.compactMap { family in
            let isCounter = family.kind == .counter
            let points = family.points(run).map { point -> JSONNode in
                // Counts are integers, which the JSON form has as strings.
                let value: (String, JSONNode) =
                    isCounter
                    ? ("asInt", .string(String(UInt64(point.value)))) : ("asDouble", .number(point.value))
                return .object(times + [value, ("attributes", Self.attributes(point.labels))])
            }
            guard !points.isEmpty else { return nil }
            let data: [(String, JSONNode)] =
                isCounter
                ? [("aggregationTemporality", .integer(Self.cumulative)), ("isMonotonic", .bool(true))] : []
            return .object([
                ("name", .string("loadtester." + family.name)), ("description", .string(family.help)),
                ("unit", .string(family.unit)),
                (isCounter ? "sum" : "gauge", .object(data + [("dataPoints", .array(points))])),
            ])
        }
    }

    private var distributions: [JSONNode] {
        MetricDistribution.all.map { distribution in
            let histogram = distribution.histogram(run)
            var below: UInt64 = 0
            let counts = MetricDistribution.bounds.map { bound -> JSONNode in
                let upTo = histogram.countAtOrBelow(bound)
                defer { below = upTo }
                return .string(String(upTo - below))
            }
            let last = JSONNode.string(String(histogram.count - below))
            var point: [(String, JSONNode)] = [
                ("count", .string(String(histogram.count))),
                ("sum", .number(Double(histogram.sum) / 1_000_000)),
                ("bucketCounts", .array(counts + [last])),
                ("explicitBounds", .array(MetricDistribution.bounds.map { .number(Double($0) / 1_000_000) })),
            ]
            if histogram.count > 0 {
                point.append(("min", .number(Double(histogram.min) / 1_000_000)))
                point.append(("max", .number(Double(histogram.max) / 1_000_000)))
            }
            return .object([
                ("name", .string("loadtester." + distribution.name)), ("description", .string(distribution.help)),
                ("unit", .string("s")),
                (
                    "histogram",
                    .object([
                        ("aggregationTemporality", .integer(Self.cumulative)),
                        ("dataPoints", .array([.object(times + point)])),
                    ])
                ),
            ])
        }
    }

    private var times: [(String, JSONNode)] {
        [
            ("startTimeUnixNano", .string(Self.nanoseconds(run.startedAt))),
            ("timeUnixNano", .string(Self.nanoseconds(run.time))),
        ]
    }

    private static func nanoseconds(_ milliseconds: Int64) -> String {
        String(UInt64(max(0, milliseconds)).multipliedReportingOverflow(by: 1_000_000).partialValue)
    }

    private static func attributes(_ labels: [(String, String)]) -> JSONNode {
        .array(
            labels.map { .object([("key", .string($0.0)), ("value", .object([("stringValue", .string($0.1))]))]) }
        )
    }
}
