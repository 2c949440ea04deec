/// The run over time, merged over tasks and endpoints, in bounded memory.
///
/// An entry covers `resolution` seconds at first. When the run outgrows `limit` entries the width doubles and neighbours
/// are joined, so that there are never more. The width depends on the latest window alone, not on the order of arrival.
struct Timeline: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        var counts = RequestCounts()
        var responseTime = Histogram()

        mutating func merge(_ other: Entry) {
            counts += other.counts
            responseTime.merge(other.responseTime)
        }

        mutating func merge(_ endpoint: DecodedEndpoint) {
            counts += endpoint.source.counts
            responseTime.merge(endpoint.responseTime)
        }
    }

    /// Milliseconds since the Unix epoch of the run's first second.
    let start: Int64
    /// Seconds of an entry before any doubling.
    let resolution: Int
    let limit: Int
    /// How often the width has doubled.
    private(set) var doublings = 0
    private(set) var entries: [Int: Entry] = [:]

    /// Seconds that an entry covers.
    var width: Int { resolution << doublings }

    init(start: Int64, resolution: Int, limit: Int) {
        self.start = start
        self.resolution = Swift.min(Swift.max(resolution, 1), 86_400)
        self.limit = Swift.max(limit, 1)
    }

    mutating func merge(_ window: DecodedWindow) {
        let position = makeRoom(for: finestPosition(of: window.windowStart))
        for endpoint in window.endpoints {
            entries[position, default: Entry()].merge(endpoint)
        }
    }

    /// Joins a timeline of the same start, resolution and limit.
    mutating func merge(_ other: Timeline) {
        while doublings < other.doublings { double() }
        for (position, entry) in other.entries {
            entries[position >> (doublings - other.doublings), default: Entry()].merge(entry)
        }
    }

    /// Windows from before the start count in the first entry: clocks differ by a little.
    private func finestPosition(of windowStart: Int64) -> Int {
        let (elapsed, overflow) = windowStart.subtractingReportingOverflow(start)
        guard !overflow else { return windowStart < start ? 0 : Int.max / (1000 * resolution) }
        return Int(Swift.max(elapsed, 0)) / (1000 * resolution)
    }

    private mutating func makeRoom(for finest: Int) -> Int {
        while finest >> doublings >= limit { double() }
        return finest >> doublings
    }

    private mutating func double() {
        doublings += 1
        var joined: [Int: Entry] = [:]
        for (position, entry) in entries { joined[position >> 1, default: Entry()].merge(entry) }
        entries = joined
    }
}
