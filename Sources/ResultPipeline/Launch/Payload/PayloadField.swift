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

    /// The field that somebody who wrote `name` is likely to have meant: another letter case or spelling, a slip of one or
    /// two letters, or another tool's word.
    static func nearest(_ name: String) -> PayloadField? {
        let plain = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
        guard (1...20).contains(plain.utf8.count) else { return nil }
        if let field = allCases.first(where: { $0.rawValue.lowercased() == plain }) ?? synonyms[plain] { return field }
        let near = allCases.map { (field: $0, slips: slips(Array($0.rawValue.lowercased().utf8), Array(plain.utf8))) }
            .filter { $0.slips <= ($0.field.rawValue.utf8.count < 5 ? 1 : 2) }
        return near.min { $0.slips < $1.slips }?.field
    }

    /// Levenshtein's distance: letters put in, left out or replaced.
    private static func slips(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in 1..<row.count {
                let replaced = diagonal + (letter == other[column - 1] ? 0 : 1)
                diagonal = row[column]
                row[column] = min(replaced, row[column] + 1, row[column - 1] + 1)
            }
        }
        return row[other.count]
    }
}
