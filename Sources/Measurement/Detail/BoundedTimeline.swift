/// What a stretch of a timeline holds.
protocol TimelineContent: Sendable, Equatable {
    init()
    mutating func merge(_ other: Self)
}

/// Content by stretch of a run, in bounded memory, as ``Timeline`` does it: the width of stretches doubles where there would be
/// more than `limit`, and depends on the latest window alone.
struct BoundedTimeline<Content: TimelineContent>: Sendable, Equatable {
    private let start: Int64
    private let resolution: Int
    private let limit: Int
    private var doublings = 0
    private(set) var stretches: [Int: Content] = [:]

    /// Seconds that a stretch covers.
    var width: Int { resolution << doublings }

    init(start: Int64, resolution: Int, limit: Int) {
        self.start = start
        self.resolution = Swift.min(Swift.max(resolution, 1), 86_400)
        self.limit = Swift.max(limit, 1)
    }

    mutating func update(at windowStart: Int64, _ change: (inout Content) -> Void) {
        let finest = finestPosition(of: windowStart)
        while finest >> doublings >= limit { double() }
        change(&stretches[finest >> doublings, default: Content()])
    }

    /// Joins a timeline of the same start, resolution and limit.
    mutating func merge(_ other: BoundedTimeline) {
        while doublings < other.doublings { double() }
        for (position, content) in other.stretches {
            stretches[position >> (doublings - other.doublings), default: Content()].merge(content)
        }
    }

    private func finestPosition(of windowStart: Int64) -> Int {
        let (elapsed, overflow) = windowStart.subtractingReportingOverflow(start)
        guard !overflow else { return windowStart < start ? 0 : Int.max / (1000 * resolution) }
        return Int(Swift.max(elapsed, 0)) / (1000 * resolution)
    }

    private mutating func double() {
        doublings += 1
        var joined: [Int: Content] = [:]
        for (position, content) in stretches { joined[position >> 1, default: Content()].merge(content) }
        stretches = joined
    }
}
