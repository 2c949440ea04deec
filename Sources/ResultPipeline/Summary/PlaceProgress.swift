internal import Measurement

/// One endpoint, or one group of steps, of a run as it can be seen while the run goes on.
public struct PlaceProgress: Equatable, Sendable {
    /// Its name in the plan.
    public var name: String
    /// So far: requests that were sent to an endpoint, groups that were done to their end.
    public var count: UInt64
    /// Of an endpoint, those of ``count`` that failed; of groups, those that failed or were not done to their end.
    public var failed: UInt64
    /// The count of the last window that all running tasks have reported, per second.
    public var lastPerSecond: Double
    /// Times of that window.
    public var lastTimes: ProgressSnapshot.Times
    /// Times of the whole run so far.
    public var times: ProgressSnapshot.Times
}

/// What was measured of each endpoint, or of each group of steps, in a window or in a run.
struct PlaceTally: Sendable {
    private struct Figures {
        var count: UInt64 = 0
        var failed: UInt64 = 0
        var time = Histogram()

        mutating func add(count: UInt64, failed: UInt64, _ time: DecodedHistogram) {
            self.count &+= count
            self.failed &+= failed
            self.time.merge(time)
        }
    }

    private var places: [String: Figures] = [:]

    mutating func add(_ name: String, count: UInt64, failed: UInt64, _ time: DecodedHistogram) {
        places[name, default: Figures()].add(count: count, failed: failed, time)
    }

    /// Each place by name.
    /// - Parameters:
    ///   - last: The same of the last window.
    ///   - windowLength: Its length in milliseconds.
    func progress(last: PlaceTally, windowLength: Int64) -> [PlaceProgress] {
        places.sorted { $0.key < $1.key }.map { name, figures in
            let window = last.places[name] ?? Figures()
            return PlaceProgress(
                name: name,
                count: figures.count,
                failed: figures.failed,
                lastPerSecond: Double(window.count) * 1000 / Double(max(1, windowLength)),
                lastTimes: ProgressSnapshot.Times(window.time),
                times: ProgressSnapshot.Times(figures.time)
            )
        }
    }
}
