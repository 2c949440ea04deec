internal import Measurement

/// What a figure of a comparison is about.
public enum ComparedPlace: Hashable, Sendable {
    /// The whole run.
    case run
    /// One endpoint, by name.
    case endpoint(String)
    /// One group of steps, by name.
    case group(String)

    /// What a person calls it; nil for the whole run.
    var name: String? {
        switch self {
        case .run: nil
        case .endpoint(let name): PlainText.safe(name, limit: 100)
        case .group(let name): "group \(PlainText.safe(name, limit: 100))"
        }
    }
}

extension ComparedRun {
    /// A figure of the run or of a part of it; nil where the run does not have it.
    func value(_ metric: ComparisonMetric, of place: ComparedPlace) -> Double? {
        let seconds = summary.durationSeconds
        switch place {
        case .run: return metric.value(summary.responseTime, RequestCounts(summary.requests), seconds: seconds)
        case .endpoint(let name):
            let found = summary.endpoints.first { $0.name == name }
            return found.flatMap { metric.value($0.responseTime, RequestCounts($0.requests), seconds: seconds) }
        case .group(let name):
            let found = summary.groups?.first { $0.name == name }
            return found.flatMap {
                let counts = RequestCounts(groupsCompleted: $0.completed, failed: $0.failed)
                return metric.value($0.time, counts, seconds: seconds)
            }
        }
    }

    /// The windows of the run or of a part of it; none where they are not at hand.
    func windows(of place: ComparedPlace) -> WindowSeries {
        switch place {
        case .run: windows
        case .endpoint(let name): WindowSeries(sketched: endpoints.first { $0.name == name }?.windows ?? [])
        case .group(let name): WindowSeries(sketched: groups?.first { $0.name == name }?.windows ?? [])
        }
    }
}

extension RequestCounts {
    fileprivate init(_ requests: RequestSummary) {
        self.init(sent: requests.sent, completed: requests.completed, failed: requests.failed)
    }
}
