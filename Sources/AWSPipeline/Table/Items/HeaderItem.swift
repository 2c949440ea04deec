internal import AWSClient
internal import LoadPlan
internal import Measurement
internal import ResultPipeline

/// The item of a run's header. Every field of the header stands under the name it has in JSON, except that updates need
/// plain attributes: `ready` is a number set, `start` is `startAt` and `startTasks`, `outcome` is `outcomeVerdict` and so
/// on. What a person wants to see stands beside them and is not read back.
///
/// The URL that is shown has neither user name nor query. Credentials that a plan holds are in `plan` and nowhere else, and
/// ``StoredPlanRules`` let no run be claimed with such a plan; runs of earlier versions are read all the same.
enum HeaderItem {
    /// Most bytes of a header when it is claimed; the rest of 400 KB is for what is added later. Every look at the barrier
    /// reads the whole item, so a header should be far smaller.
    static let maxBytes = 256 * 1024

    enum Name {
        static let ready = "ready"
        static let captures = "captures"
        static let startAt = "startAt"
        static let startTasks = "startTasks"
        static let stopReason = "stopReason"
        static let status = "status"
        static let outcomeVerdict = "outcomeVerdict"
        fileprivate static let start = "start"
        fileprivate static let outcome = "outcome"
        fileprivate static let at = "at"
        fileprivate static let tasks = "tasks"
    }

    /// - Throws: ``TableError`` `refused` for a header that no run has, `oversized`.
    static func item(_ header: RunHeader) throws(TableError) -> DynamoDBItem {
        if let reason = refusal(header) {
            throw TableError(.refused, "run '\(BoundedText.clean(header.testId))': \(reason)")
        }
        var item: DynamoDBItem
        do {
            item = try AttributeCoding.item(of: header)
        } catch {
            throw TableError(.refused, "the plan of run '\(header.testId)' has no stored form: \(error)")
        }
        if header.ready.isEmpty { item[Name.ready] = nil }
        item[Name.start] = nil
        item.merge(header.start.map(start) ?? [:]) { $1 }
        item[Name.outcome] = nil
        if let outcome = header.outcome { item.merge(try Self.outcome(outcome)) { $1 } }
        item.merge(shown(header)) { $1 }
        item.merge(TableAttribute.key(header.testId, RecordKey.header)) { $1 }
        item[TableAttribute.kind] = .string("header")
        item[TableAttribute.schemaVersion] = .integer(ResultMessage.schemaVersion)
        item[TableAttribute.ttl] = .integer(expiry(of: header))
        guard item.storedBytes <= maxBytes else {
            throw TableError(
                .oversized,
                "the header of run '\(header.testId)' takes \(item.storedBytes) bytes, it may have \(maxBytes); "
                    + "shorten the plan's body and headers"
            )
        }
        return item
    }

    /// - Throws: ``TableError`` `unknownVersion`, `unreadableItem`.
    static func header(_ item: DynamoDBItem) throws(TableError) -> RunHeader {
        let place = ItemPlace(item)
        var fields = item
        fields[Name.ready] = item[Name.ready] ?? .numberSet([])
        if let at = item[Name.startAt] {
            guard let tasks = item[Name.startTasks]?.string.flatMap(TaskRanges.tasks) else {
                throw place.unreadable("\(Name.startTasks) is no list of tasks")
            }
            fields[Name.start] = .map([Name.at: at, Name.tasks: .list(tasks.map { .integer($0) })])
        }
        if item[Name.outcomeVerdict] != nil { fields[Name.outcome] = .map(outcomeFields(item)) }
        let header = try place.decoded(RunHeader.self, from: fields)
        if let reason = refusal(header) { throw place.unreadable(reason) }
        return header
    }

    static func start(_ start: RunStart) -> DynamoDBItem {
        [Name.startAt: .integer(start.at), Name.startTasks: .string(TaskRanges.text(start.tasks))]
    }

    /// `outcomeVerdict`, `outcomeFinishedAt`, `outcomeRequests`, … , and the verdict as the status.
    /// - Throws: ``TableError`` `refused`.
    static func outcome(_ outcome: RunOutcome) throws(TableError) -> DynamoDBItem {
        let fields: DynamoDBItem
        do {
            fields = try AttributeCoding.item(of: outcome)
        } catch {
            throw TableError(.refused, "the outcome has no stored form: \(error)")
        }
        return fields.reduce(into: [Name.status: .string(outcome.verdict)]) { item, field in
            item[Name.outcome + field.key.prefix(1).uppercased() + field.key.dropFirst()] = field.value
        }
    }

    private static func outcomeFields(_ item: DynamoDBItem) -> DynamoDBItem {
        item.reduce(into: [:]) { fields, attribute in
            guard attribute.key.hasPrefix(Name.outcome) else { return }
            let name = attribute.key.dropFirst(Name.outcome.count)
            fields[name.prefix(1).lowercased() + name.dropFirst()] = attribute.value
        }
    }

    /// 90 days after the load should have ended, so that no record outlives its run's header.
    static func expiry(of header: RunHeader) -> Int64 {
        let planned = min(max(0, header.plan.profile.seconds), Double(Int32.max)).rounded(.up)
        let end = (header.createdAt + header.barrierTimeout) / 1000 + Int64(planned)
        return min(end, RecordKey.lastSecond) + ResultRecord.retention
    }
}
