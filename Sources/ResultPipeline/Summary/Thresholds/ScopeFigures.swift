internal import LoadPlan
internal import Measurement

/// What a threshold is judged by: the figures of its scope, over the whole run or a stretch of it.
struct ScopeFigures: Sendable {
    var counts = RequestCounts()
    var responseTime = Histogram()
    var serviceTime = Histogram()
    /// Outcomes of the check, where the scope is one.
    var check: CheckCounts?

    /// The figures of `scope`; nil where nothing of that name was measured.
    init?(_ scope: Threshold.Scope, of totals: RunTotals, _ groups: GroupTotals) {
        switch scope {
        case .all: self.init(totals.overall)
        case .endpoint(let name):
            guard let endpoint = totals.endpoints.first(where: { $0.name == name }) else { return nil }
            self.init(endpoint.totals)
        case .group(let name):
            guard let group = groups.groups[name] else { return nil }
            self.init()
            counts = RequestCounts(groupsCompleted: group.completed, failed: group.failed)
            responseTime = group.time
            serviceTime = group.time
        case .check(let name):
            guard let counts = totals.overall.checks[name] else { return nil }
            self.init()
            check = counts
        }
    }

    /// No figures yet.
    init() {}

    private init(_ totals: TrafficTotals) {
        counts = totals.counts
        responseTime = totals.responseTime
        serviceTime = totals.serviceTime
    }

    /// Adds what a window has of `scope`.
    mutating func add(
        _ window: WindowReport,
        _ scope: Threshold.Scope,
        using decoder: inout HistogramDecoder
    ) throws(HistogramDecodingError) {
        if case .group(let name) = scope {
            for group in window.groups where group.name == name {
                let time = try decoder.decode(group.time)
                counts += RequestCounts(groupsCompleted: group.completed, failed: group.failed)
                responseTime.merge(time)
                serviceTime.merge(time)
            }
            return
        }
        for endpoint in window.endpoints {
            switch scope {
            case .endpoint(let name) where name != endpoint.name: continue
            case .check(let name):
                guard let outcome = endpoint.checks[name] else { continue }
                check = check ?? CheckCounts()
                check? += outcome
            default:
                let response = try decoder.decode(endpoint.responseTime)
                serviceTime.merge(try decoder.decode(endpoint.serviceTime))
                responseTime.merge(response)
                counts += endpoint.counts
            }
        }
    }

    /// Adds the figures of other windows.
    mutating func merge(_ other: ScopeFigures) {
        counts += other.counts
        responseTime.merge(other.responseTime)
        serviceTime.merge(other.serviceTime)
        guard let outcome = other.check else { return }
        check = check ?? CheckCounts()
        check? += outcome
    }

    /// The figure in the unit of ``Threshold/limit``; nil where nothing was measured that it could be taken from.
    /// - Parameter seconds: How long the figures were gathered.
    func figure(_ metric: Threshold.Metric, seconds: Double) -> Double? {
        switch metric {
        case .responsePercentile(let percentile): time(responseTime) { $0.value(atPercentile: percentile) }
        case .servicePercentile(let percentile): time(serviceTime) { $0.value(atPercentile: percentile) }
        case .mean: responseTime.count > 0 ? Double(responseTime.sum) / Double(responseTime.count) / 1000 : nil
        case .max: time(responseTime) { $0.max }
        case .min: time(responseTime) { $0.min }
        case .errorRate: errorRate
        case .rate: seconds > 0 ? Double(counts.completed) / seconds : nil
        case .dropped: Double(counts.dropped)
        case .count: Double(check?.passes ?? counts.completed)
        case .failed: Double(check?.fails ?? counts.failed)
        }
    }

    private var errorRate: Double? {
        let (bad, all) = check.map { ($0.fails, $0.fails + $0.passes) } ?? (counts.failed, counts.sent)
        return all > 0 ? 100 * Double(bad) / Double(all) : nil
    }

    private func time(_ histogram: Histogram, _ microseconds: (Histogram) -> UInt64) -> Double? {
        histogram.count > 0 ? Double(microseconds(histogram)) / 1000 : nil
    }
}
