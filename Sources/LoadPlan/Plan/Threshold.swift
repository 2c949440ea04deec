/// A limit that decides the verdict of a run, judged over the merged results.
public struct Threshold: Hashable, Sendable, Codable {
    /// As the plan or command line states it, for example `p(99) < 300ms`.
    public var expression: String
    /// What it is about.
    public var scope: Scope
    /// The figure.
    public var metric: Metric
    /// How the figure is compared with the limit.
    public var comparison: Comparison
    /// In milliseconds for times, in percent for rates of failures and passes, per second for rates, else a count.
    public var limit: Double
    /// Seconds: the limit must also hold in every stretch of this length; nil for the whole run alone.
    public var everySeconds: Double?
    /// A run that exceeds the limit after this many seconds is stopped at once; nil lets it end.
    public var abortAfterSeconds: Double?

    /// What a threshold is about.
    public enum Scope: Hashable, Sendable, Codable {
        /// All requests.
        case all
        /// Requests of one endpoint, by name.
        case endpoint(String)
        /// A group (transaction), by name.
        case group(String)
        /// A check, by name.
        case check(String)
    }

    /// A figure of a scope.
    public enum Metric: Hashable, Sendable, Codable {
        /// Percentile of the response time, 0 < p ≤ 100.
        case responsePercentile(Double)
        /// Percentile of the service time.
        case servicePercentile(Double)
        /// Mean response time.
        case mean
        /// Longest response time.
        case max
        /// Shortest response time.
        case min
        /// Failed requests in percent of those sent; of a check, the responses for which it did not hold.
        case errorRate
        /// Completed requests per second.
        case rate
        /// Arrivals that were never sent.
        case dropped
        /// Completed requests; of a check, those for which it held.
        case count
        /// Failed requests.
        case failed

        /// The unit of the figure and of its limit: `ms`, `%`, `/s`; nil for counts.
        public var unit: String? {
            switch self {
            case .responsePercentile, .servicePercentile, .mean, .max, .min: "ms"
            case .errorRate: "%"
            case .rate: "/s"
            case .dropped, .count, .failed: nil
            }
        }
    }

    /// How a figure is compared with its limit.
    public enum Comparison: String, Hashable, Sendable, Codable {
        /// Less than.
        case less = "<"
        /// At most.
        case atMost = "<="
        /// More than.
        case more = ">"
        /// At least.
        case atLeast = ">="

        /// Whether `figure` keeps to `limit`.
        public func holds(_ figure: Double, _ limit: Double) -> Bool {
            switch self {
            case .less: figure < limit
            case .atMost: figure <= limit
            case .more: figure > limit
            case .atLeast: figure >= limit
            }
        }
    }

    /// Creates a threshold; nothing is checked here.
    public init(
        expression: String,
        scope: Scope = .all,
        metric: Metric,
        comparison: Comparison,
        limit: Double,
        everySeconds: Double? = nil,
        abortAfterSeconds: Double? = nil
    ) {
        self.expression = expression
        self.scope = scope
        self.metric = metric
        self.comparison = comparison
        self.limit = limit
        self.everySeconds = everySeconds
        self.abortAfterSeconds = abortAfterSeconds
    }
}
