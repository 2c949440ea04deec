/// Merges what ``RunDetail`` shows beside what ``RunAccumulator`` merges anyway. Bounded by the number of endpoints, groups and
/// tasks and the limits of the timelines.
struct DetailAccumulator: Sendable, Equatable {
    /// Most windows kept of one endpoint: enough to tell noise from change.
    private static let endpointLimit = 120

    struct Whole: TimelineContent {
        var statusCodes: [Int: UInt64] = [:]
        var errors: [String: UInt64] = [:]
        var serviceTime = LatencySketch()

        mutating func merge(_ other: Whole) {
            statusCodes.merge(other.statusCodes) { $0.addingSaturated($1) }
            errors.merge(other.errors) { $0.addingSaturated($1) }
            serviceTime.merge(other.serviceTime)
        }
    }

    struct Part: TimelineContent {
        var counts = RequestCounts()
        var responseTime = LatencySketch()

        mutating func merge(_ other: Part) {
            counts += other.counts
            responseTime.merge(other.responseTime)
        }
    }

    private let start: Int64
    private let resolution: Int
    private(set) var whole: BoundedTimeline<Whole>
    private(set) var endpoints: [String: BoundedTimeline<Part>] = [:]
    private(set) var groups: [String: BoundedTimeline<Part>] = [:]
    private(set) var tasks: [Int: LatencySketch] = [:]

    init(start: Int64, resolution: Int, limit: Int) {
        self.start = start
        self.resolution = resolution
        whole = BoundedTimeline(start: start, resolution: resolution, limit: limit)
    }

    mutating func merge(_ window: DecodedWindow, task: Int?) {
        whole.update(at: window.windowStart) { whole in
            for endpoint in window.endpoints {
                whole.statusCodes.merge(endpoint.source.statusCodes) { $0.addingSaturated($1) }
                whole.errors.merge(endpoint.source.errors) { $0.addingSaturated($1) }
                whole.serviceTime.merge(LatencySketch(endpoint.serviceTime))
            }
        }
        let empty = BoundedTimeline<Part>(start: start, resolution: resolution, limit: Self.endpointLimit)
        for endpoint in window.endpoints {
            let responseTime = LatencySketch(endpoint.responseTime)
            endpoints[endpoint.source.name, default: empty].update(at: window.windowStart) { part in
                part.counts += endpoint.source.counts
                part.responseTime.merge(responseTime)
            }
            if let task { tasks[task, default: LatencySketch()].merge(responseTime) }
        }
        for group in window.groups {
            groups[group.source.name, default: empty].update(at: window.windowStart) { part in
                part.counts += RequestCounts(groupsCompleted: group.source.completed, failed: group.source.failed)
                part.responseTime.merge(LatencySketch(group.time))
            }
        }
    }

    mutating func merge(_ other: DetailAccumulator) {
        whole.merge(other.whole)
        for (name, timeline) in other.endpoints {
            if endpoints[name]?.merge(timeline) == nil { endpoints[name] = timeline }
        }
        for (name, timeline) in other.groups {
            if groups[name]?.merge(timeline) == nil { groups[name] = timeline }
        }
        for (task, times) in other.tasks { tasks[task, default: LatencySketch()].merge(times) }
    }
}

extension RunDetail.Endpoint {
    init(name: String, timeline: BoundedTimeline<DetailAccumulator.Part>) {
        let windows = timeline.stretches.sorted { $0.key < $1.key }.map { position, part in
            SketchedWindow(second: position * timeline.width, counts: part.counts, responseTime: part.responseTime)
        }
        self.init(name: name, resolutionSeconds: timeline.width, windows: windows)
    }
}
