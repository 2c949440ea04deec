/// What the live charts show: one point per look at the run, the newest last. Memory does not grow with the run.
public struct LiveHistory: Sendable, Equatable {
    /// Points that are kept: ten minutes of one a second.
    public static let limit = 600

    /// Rate achieved, per second.
    public private(set) var rates: [Double] = []
    /// Median response time of the window in milliseconds; nil where nothing was answered.
    public private(set) var p50: [Double?] = []
    /// 99th percentile of response time of the window in milliseconds; nil where nothing was answered.
    public private(set) var p99: [Double?] = []

    /// Nothing seen yet.
    public init() {}

    /// Adds a look at the run; what was seen before the first request is left out.
    public mutating func add(_ figures: ProgressFigures) {
        guard figures.elapsedSeconds > 0, figures.sent > 0 else { return }
        rates.append(figures.achievedPerSecond)
        p50.append(figures.last?.p50)
        p99.append(figures.last?.p99)
        guard rates.count > Self.limit else { return }
        rates.removeFirst()
        p50.removeFirst()
        p99.removeFirst()
    }
}
