internal import AWSClient
internal import LoadPlan
internal import Measurement
internal import ResultPipeline

extension HeaderItem {
    /// Why no run has such a header; nil where one may. Keeps numbers within what their readers can work with.
    static func refusal(_ header: RunHeader) -> String? {
        let day: Int64 = 86_400_000
        let rules: [(holds: Bool, reason: String)] = [
            (TestID.isValid(header.testId), "a run is named by 1–64 of A-Za-z0-9._-"),
            (
                (0...RecordKey.lastSecond * 1000).contains(header.createdAt),
                "createdAt is no time before the year 10000"
            ),
            ((1...1000).contains(header.taskCount), "taskCount is not 1…1000"),
            (1...max(1, header.taskCount) ~= header.minTasks, "minTasks is not 1…taskCount"),
            ((0...7 * day).contains(header.barrierTimeout), "barrierTimeout is not 0…7 days"),
            ((1000...day).contains(header.windowLength), "windowLength is not 1 s…1 day"),
            (header.windowLength % 1000 == 0, "windowLength is not of whole seconds"),
            (header.ready.allSatisfy(TaskRanges.indices.contains), "ready names tasks that no run has"),
            (header.start?.tasks.allSatisfy(TaskRanges.indices.contains) ?? true, "start names tasks that no run has"),
        ]
        return rules.first { !$0.holds }?.reason
    }

    /// What a person looks for in a raw query.
    static func shown(_ header: RunHeader) -> DynamoDBItem {
        let plan = header.plan
        let rate =
            switch plan.profile {
            case .open(let profile, _): profile.peakRate
            case .closed: 0.0
            }
        let url = plan.request.url
        return [
            "createdAtText": .string(UTCTimestamp(epochMilliseconds: header.createdAt).description),
            "targetUrl": .string(
                "\(url.scheme.rawValue)://\(url.hostHeader)\(url.path)\(url.query == nil ? "" : "?…")"
            ),
            "vus": .integer(plan.virtualUsers),
            "rate": AttributeDouble.attribute(rate),
            "duration": AttributeDouble.attribute(plan.profile.seconds),
            Name.status: .string(status(header)),
        ]
    }

    private static func status(_ header: RunHeader) -> String {
        if let outcome = header.outcome { return outcome.verdict }
        if header.stopReason != nil { return Status.stopping }
        return header.start == nil ? Status.waiting : Status.running
    }

    /// What the run is doing, until its verdict takes the place.
    enum Status {
        static let waiting = "waiting"
        static let running = "running"
        static let stopping = "stopping"
    }
}
