internal import Measurement

/// Runs in Prometheus's text form, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
public struct PrometheusText: Sendable {
    /// The `Content-Type` to serve it with.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private let runs: [RunMetrics]

    /// The text of `runs`, each under its `test_id`.
    public init(_ runs: [RunMetrics]) {
        self.runs = runs
    }

    /// UTF-8. Empty where there is no run.
    public var bytes: [UInt8] {
        guard !runs.isEmpty else { return [] }
        return Array((info + families + distributions).joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    }

    private var info: [String] {
        head("loadtester_run_info", "gauge", "The runs that are under way.")
            + runs.map { run in line("loadtester_run_info", labels(run, [("target", run.target)]), 1) }
    }

    private var families: [String] {
        MetricFamily.all.flatMap { family -> [String] in
            let isCounter = family.kind == .counter
            let name = "loadtester_" + family.name + (isCounter ? "_total" : "")
            let lines = runs.flatMap { run in
                family.points(run).map { line(name, labels(run, $0.labels), $0.value) }
            }
            return lines.isEmpty ? [] : head(name, isCounter ? "counter" : "gauge", family.help) + lines
        }
    }

    private var distributions: [String] {
        MetricDistribution.all.flatMap { distribution in
            let name = "loadtester_\(distribution.name)_seconds"
            let lines = runs.flatMap { run -> [String] in
                let histogram = distribution.histogram(run)
                let buckets = MetricDistribution.bounds.map { bound in
                    line(
                        name + "_bucket",
                        labels(run, [("le", Self.number(Double(bound) / 1_000_000))]),
                        Double(histogram.countAtOrBelow(bound))
                    )
                }
                return buckets + [
                    line(name + "_bucket", labels(run, [("le", "+Inf")]), Double(histogram.count)),
                    line(name + "_sum", labels(run, []), Double(histogram.sum) / 1_000_000),
                    line(name + "_count", labels(run, []), Double(histogram.count)),
                ]
            }
            return head(name, "histogram", distribution.help) + lines
        }
    }

    private func head(_ name: String, _ type: String, _ help: String) -> [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
    }

    private func line(_ name: String, _ labels: String, _ value: Double) -> String {
        "\(name){\(labels)} \(Self.number(value))"
    }

    private func labels(_ run: RunMetrics, _ more: [(String, String)]) -> String {
        ([("test_id", run.testId)] + more).map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.isNaN ? "NaN" : value.isInfinite ? (value > 0 ? "+Inf" : "-Inf") : "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in PlainText.safe(text, limit: 1000).unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
