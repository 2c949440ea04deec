public import Measurement

/// A run as it can be seen while it goes on. It lags by a window and the way of the messages, and is no result.
public struct ProgressSnapshot: Equatable, Sendable {
    /// Percentiles of response time in milliseconds; zeros where nothing was answered.
    public struct Times: Equatable, Sendable {
        /// Median.
        public var p50: Double
        /// 95th percentile.
        public var p95: Double
        /// 99th percentile.
        public var p99: Double

        init(_ histogram: Histogram) {
            func milliseconds(_ percentile: Double) -> Double {
                Double(histogram.value(atPercentile: percentile)) / 1000
            }
            p50 = milliseconds(50)
            p95 = milliseconds(95)
            p99 = milliseconds(99)
        }
    }

    /// Where the tasks are in their lives.
    public struct Tasks: Equatable, Sendable {
        /// Asked for.
        public var requested: Int
        /// At the start barrier, or past it.
        public var ready: Int
        /// Generating load.
        public var running: Int
        /// Sent their last message.
        public var finished: Int
    }

    /// The agreed start of the load in epoch milliseconds; nil while there is none.
    public var startedAt: Int64?
    /// Seconds since the start of the load, below zero before it; nil while no start is agreed.
    public var elapsedSeconds: Double?
    /// Seconds that the plan takes.
    public var plannedSeconds: Double
    /// Where the tasks are.
    public var tasks: Tasks
    /// Each task, by index.
    public var perTask: [TaskProgress]
    /// Length of a reporting window in seconds.
    public var windowSeconds: Double
    /// Requests so far.
    public var counts: RequestCounts
    /// Requests that were sent, and had neither been answered nor failed, at the end of the windows that have arrived.
    public var inFlight: UInt64
    /// Responses so far, by status code.
    public var statusCodes: [Int: UInt64]
    /// Bytes so far, above TLS.
    public var bytes: ByteSummary
    /// Requests of the last window that all running tasks have reported, per second.
    public var lastPerSecond: Double
    /// Times of that window.
    public var lastTimes: Times
    /// Times of the whole run so far.
    public var times: Times
    /// Response times of the whole run so far, in microseconds.
    public var responseTime: Histogram
    /// Service times of the whole run so far, in microseconds.
    public var serviceTime: Histogram
    /// Each endpoint, by name.
    public var endpoints: [PlaceProgress]
    /// Each of the plan's groups of steps that has been done, or failed, by name.
    public var groups: [PlaceProgress]
    /// Failures so far, by bounded label.
    public var errors: [String: UInt64]
    /// Arrivals so far that waited for a free virtual user.
    public var arrivalsThatWaited: UInt64
    /// The longest such wait in milliseconds.
    public var longestWaitMs: Double
    /// What has gone wrong so far, a sentence each: a dead task, a stop.
    public var notices: [String]
}
