internal import Measurement

/// The list of runs, in the order given, as text or JSON.
public struct RunListReport: Sendable {
    private let entries: [RunListEntry]

    /// The report on `entries`.
    public init(_ entries: [RunListEntry]) {
        self.entries = entries
    }

    /// One aligned line per run under a heading; one sentence where there is none. UTF-8, ends with a line break.
    public var text: [UInt8] {
        guard !entries.isEmpty else { return Array("No runs yet.\n".utf8) }
        var table = TextTable(indent: "", leadingColumns: 3)
        table.add(["RUN", "CREATED", "VERDICT", "REQUESTS", "FAILED", "P99", "TASKS"])
        for entry in entries {
            let result = entry.result
            table.add([
                PlainText.safe(entry.testId, limit: 64),
                entry.createdAt.description,
                result.map { PlainText.safe($0.verdict, limit: 20) } ?? "unfinished",
                result.map { FixedDecimal.grouped($0.requests) } ?? Quantity.none,
                result.map { FixedDecimal.grouped($0.failed) } ?? Quantity.none,
                result?.p99.map { Quantity.time(milliseconds: $0) } ?? Quantity.none,
                FixedDecimal.grouped(entry.tasks),
            ])
        }
        // The target comes last, to the left, so that a long one disturbs no column.
        let targets = ["TARGET"] + entries.map { PlainText.safe($0.targetUrl, limit: 120) }
        let lines = zip(table.lines, targets).map { "\($0)  \($1)\n" }
        return Array(lines.joined().utf8)
    }

    /// `{"schemaVersion": 1, "runs": […]}`. UTF-8, ends with a line break.
    public var json: [UInt8] {
        JSONWriter.document(.object([("schemaVersion", .integer(1)), ("runs", .array(entries.map(Self.json)))]))
    }

    private static func json(_ entry: RunListEntry) -> JSONNode {
        let result: [(String, JSONNode)] =
            entry.result.map {
                [
                    ("verdict", .string($0.verdict)),
                    ("requests", .count($0.requests)),
                    ("failed", .count($0.failed)),
                    ("p99Ms", $0.p99.map(JSONNode.number) ?? .null),
                ]
            } ?? [("verdict", .null)]
        return .object(
            [
                ("testId", .string(entry.testId)),
                ("createdAt", .string(entry.createdAt.description)),
                ("targetUrl", .string(entry.targetUrl)),
                ("tasks", .integer(entry.tasks)),
                ("virtualUsers", .integer(entry.virtualUsers)),
                ("durationSeconds", .number(entry.durationSeconds)),
            ] + result
        )
    }
}
