internal import LoadPlan

/// The fields of a launch payload, in the order in which problems with them are told.
enum PayloadField: String, CaseIterable, Sendable {
    case targetUrl, taskCount, vus, rate, duration, testId, method, headers, body, plan, thresholds, spot, minTasks

    /// What other tools call these fields.
    private static let synonyms: [String: PayloadField] = [
        "url": .targetUrl, "uri": .targetUrl, "target": .targetUrl, "endpoint": .targetUrl,
        "tasks": .taskCount, "workers": .taskCount, "count": .taskCount,
        "users": .vus, "virtualusers": .vus, "concurrency": .vus, "connections": .vus,
        "rps": .rate, "requestspersecond": .rate, "arrivalrate": .rate,
        "seconds": .duration, "time": .duration, "durationseconds": .duration,
        "id": .testId, "name": .testId, "runid": .testId,
    ]

    /// The field that somebody who wrote `name` is likely to have meant: another letter case or spelling, a slip of a few
    /// letters, or another tool's word.
    static func nearest(_ name: String) -> PayloadField? {
        let plain = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
        guard (1...20).contains(plain.utf8.count) else { return nil }
        if let field = allCases.first(where: { $0.rawValue.lowercased() == plain }) ?? synonyms[plain] { return field }
        return NearMiss.of(plain, among: allCases.map(\.rawValue)).flatMap(PayloadField.init)
    }
}
