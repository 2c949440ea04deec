internal import Measurement

extension ComparisonReport {
    var json: JSONNode {
        let comparison = comparison
        return .object([
            ("schemaVersion", .integer(1)),
            ("verdict", .string(comparison.verdict.rawValue)),
            ("regression", .bool(comparison.isRegression)),
            ("inconclusive", .bool(comparison.isInconclusive)),
            ("base", Self.json(comparison.base)),
            ("new", Self.json(comparison.new)),
            ("notes", .strings(comparison.notes)),
            (
                "conditions",
                .array(
                    comparison.conditions.map {
                        .object([
                            ("expression", .string($0.condition.expression)), ("outcome", .string($0.outcome.rawValue)),
                        ])
                    }
                )
            ),
            ("rows", .array(comparison.rows.compactMap(Self.placeRow))),
            ("groups", .array(comparison.rows.compactMap(Self.groupRow))),
        ])
    }

    private static func json(_ run: ComparedRun) -> JSONNode {
        .object([
            ("testId", .string(run.summary.testId)), ("startedAt", .string(run.summary.startedAt.description)),
            ("targetUrl", .string(run.summary.targetUrl)), ("verdict", .string(run.summary.verdict.rawValue)),
        ])
    }

    /// A row of the whole run or of an endpoint, nil for one of a group: these have a list of their own, so that a row without an
    /// endpoint is always one of the whole run.
    private static func placeRow(_ row: ComparisonRow) -> JSONNode? {
        switch row.place {
        case .run: json(row, at: ("endpoint", .null))
        case .endpoint(let name): json(row, at: ("endpoint", .string(name)))
        case .group: nil
        }
    }

    private static func groupRow(_ row: ComparisonRow) -> JSONNode? {
        guard case .group(let name) = row.place else { return nil }
        return json(row, at: ("group", .string(name)))
    }

    /// Times in milliseconds, failures and differences in per cent (of failures: in percentage points).
    private static func json(_ row: ComparisonRow, at place: (String, JSONNode)) -> JSONNode {
        func number(_ value: Double?) -> JSONNode { value.map { .number(($0 * 1000).rounded() / 1000) } ?? .null }
        return .object([
            place, ("metric", .string(row.metric.name)),
            ("base", number(row.base)), ("new", number(row.new)), ("difference", number(row.difference)),
            ("bandLow", number(row.band?.lowerBound)), ("bandHigh", number(row.band?.upperBound)),
            ("verdict", .string(row.verdict.rawValue)),
        ])
    }
}
