public import Measurement

/// A run summary as JSON, `schemaVersion` 1, its members in the order of the published contract.
///
/// Decoding the bytes as ``RunSummary`` gives the summary back.
public struct JSONReport: Sendable {
    private let summary: RunSummary

    /// The report of `summary`.
    public init(_ summary: RunSummary) {
        self.summary = summary
    }

    /// UTF-8 with a line break at its end. Times are in the unit that the member `unit` or the member's name states.
    public var bytes: [UInt8] {
        JSONWriter.document(
            .object(run + measured + judged + places + overTime)
        )
    }

    private var run: [(String, JSONNode)] {
        [
            ("schemaVersion", .integer(summary.schemaVersion)),
            ("testId", .string(summary.testId)),
            ("verdict", .string(summary.verdict.rawValue)),
            ("reasons", .strings(summary.reasons)),
            ("targetUrl", .string(summary.targetUrl)),
            ("startedAt", .string(summary.startedAt.description)),
            ("durationSeconds", .number(summary.durationSeconds)),
        ] + (summary.loadModel.map { [("loadModel", .string($0.rawValue))] } ?? []) + [("tasks", summary.tasks.json)]
    }

    private var measured: [(String, JSONNode)] {
        [
            ("requests", summary.requests.json),
            ("responseTime", summary.responseTime.json),
            ("serviceTime", summary.serviceTime.json),
            ("timeToFirstByte", summary.timeToFirstByte.json),
            ("connect", summary.connect.json),
            ("tlsHandshake", summary.tlsHandshake.json),
            ("statusCodes", .statusCodes(summary.statusCodes)),
            ("errors", .counts(summary.errors)),
            ("bytes", summary.bytes.json),
        ]
    }

    private var judged: [(String, JSONNode)] {
        [
            ("checks", .array(summary.checks.map(\.json))),
            ("thresholds", .array(summary.thresholds.map(\.json))),
        ]
    }

    private var places: [(String, JSONNode)] {
        [("endpoints", .array(summary.endpoints.map(\.json)))]
            + (summary.groups.map { [("groups", .array($0.map(\.json)))] } ?? [])
            + (summary.exemplars.map { [("exemplars", $0.json)] } ?? [])
            + (summary.raw.map { [("raw", $0.json)] } ?? [])
    }

    private var overTime: [(String, JSONNode)] {
        [
            ("timeline", .array(summary.timeline.map(\.json))),
            ("timelineResolutionSeconds", .integer(summary.timelineResolutionSeconds)),
            ("generator", summary.generator.json),
        ]
    }
}
