public import Measurement

/// A run as comma-separated values: over time, by endpoint, or by group of steps. UTF-8, lines end with CR LF (RFC 4180), times in milliseconds.
public struct CSVReport: Sendable {
    private let document: RunDocument

    /// The report of `document`.
    public init(_ document: RunDocument) {
        self.document = document
    }

    /// One row per entry of the timeline. `scheduled` and `dropped` are empty where only a summary is known, times where no
    /// response came.
    public var timeline: [UInt8] {
        var csv = CSVText()
        csv.add([
            "second", "seconds", "scheduled", "sent", "completed", "failed", "dropped", "p50_ms", "p95_ms", "p99_ms",
            "max_ms",
        ])
        let stretches = Dictionary((document.detail?.stretches ?? []).map { ($0.second, $0.counts) }) { first, _ in
            first
        }
        for entry in document.summary.timeline {
            let counts = stretches[entry.second]
            csv.add(
                [
                    "\(entry.second)", "\(document.summary.timelineResolutionSeconds)",
                    counts.map { "\($0.scheduled)" } ?? "",
                    "\(entry.sent)", "\(entry.completed)", "\(entry.failed)", counts.map { "\($0.dropped)" } ?? "",
                ] + [entry.p50, entry.p95, entry.p99, entry.max].map { entry.completed > 0 ? "\($0)" : "" }
            )
        }
        return Array(csv.text.utf8)
    }

    /// One row per endpoint, and one for the whole run, named `*`.
    public var endpoints: [UInt8] {
        var csv = CSVText()
        csv.add(
            ["endpoint", "scheduled", "sent", "completed", "failed", "dropped", "per_second"]
                + Self.timeNames.map { "response_\($0)_ms" } + Self.timeNames.map { "service_\($0)_ms" }
                + ["status_codes", "errors", "bytes_sent", "bytes_received"]
        )
        let run = document.summary
        csv.add(
            ["*"] + Self.counts(run.requests) + Self.times(run.responseTime) + Self.times(run.serviceTime)
                + Self.outcomes(run.statusCodes, run.errors, run.bytes)
        )
        for endpoint in run.endpoints {
            csv.add(
                [endpoint.name] + Self.counts(endpoint.requests) + Self.times(endpoint.responseTime)
                    + Self.times(endpoint.serviceTime)
                    + Self.outcomes(endpoint.statusCodes, endpoint.errors, endpoint.bytes)
            )
        }
        return Array(csv.text.utf8)
    }

    /// One row per group of steps; only the head where the plan has none. Times are those of the whole group, pauses included.
    public var groups: [UInt8] {
        var csv = CSVText()
        csv.add(["group", "completed", "failed"] + Self.timeNames.map { "time_\($0)_ms" })
        for group in document.summary.groups ?? [] {
            csv.add([group.name, "\(group.completed)", "\(group.failed)"] + Self.times(group.time))
        }
        return Array(csv.text.utf8)
    }

    private static func counts(_ requests: RequestSummary) -> [String] {
        [requests.scheduled, requests.sent, requests.completed, requests.failed, requests.dropped].map { "\($0)" }
            + ["\(requests.perSecond)"]
    }

    private static let timeNames = ["min", "mean", "p50", "p75", "p90", "p95", "p99", "p999", "p9999", "max"]

    private static func times(_ times: LatencySummary) -> [String] {
        [
            times.min, times.mean, times.p50, times.p75, times.p90, times.p95, times.p99, times.p999, times.p9999,
            times.max,
        ].map { times.count > 0 ? "\($0)" : "" }
    }

    private static func outcomes(_ codes: [Int: UInt64], _ errors: [String: UInt64], _ bytes: ByteSummary) -> [String] {
        [
            codes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "),
            errors.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "),
            "\(bytes.sent)", "\(bytes.received)",
        ]
    }
}
