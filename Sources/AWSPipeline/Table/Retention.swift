internal import ResultPipeline

/// How long runs and results are kept in the table: `RESULTS_RETENTION_DAYS` of the functions that write them.
public struct Retention: Hashable, Sendable {
    /// 90 days, as everywhere else.
    public static let standard = Retention(days: 90)
    /// Days that can be asked for.
    static let range = 1...3650
    private static let secondsPerDay: Int64 = 86_400

    /// Days from the end of a window, or of a run's load.
    public let days: Int

    /// - Parameter days: Of no more than ten years what is asked for, and at least one.
    public init(days: Int) {
        self.days = min(max(days, Self.range.lowerBound), Self.range.upperBound)
    }

    /// The second at which an item expires that would expire at `ttl` after ``ResultRecord/retention``.
    func expiry(standard ttl: Int64) -> Int64 {
        ttl - ResultRecord.retention + Int64(days) * Self.secondsPerDay
    }
}

extension Variables {
    /// - Throws: ``DeploymentError`` where the variable is no number of days.
    func retention() throws(DeploymentError) -> Retention {
        try count("RESULTS_RETENTION_DAYS", in: Retention.range).map(Retention.init) ?? .standard
    }
}
