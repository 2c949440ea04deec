internal import LoadPlan

/// What a launch may ask for at most: the caps of whoever runs the launcher, whatever a payload says.
public struct LaunchLimits: Hashable, Sendable {
    /// Most tasks, 1…1000.
    public let maxTasks: Int
    /// Longest load in seconds, at most 30 days.
    public let maxSeconds: Double
    /// Highest rate of the whole test in requests per second, at most ``/LoadPlan/RateExpression/highest``.
    public let maxRate: Double
    /// Most virtual users of the whole test.
    public let maxVirtualUsers: Int
    /// Most bytes of a request's content. The plan is stored in the run's header, one item of the table, of which DynamoDB
    /// takes 400 KB.
    public let maxBodyBytes: Int

    /// Most bytes of a payload.
    public static let payloadBytes = 256 * 1024
    /// Most bytes of a URL.
    static let urlBytes = 8192
    /// Most header fields, and most bytes of their names and values together; servers commonly refuse more.
    static let headerCount = 100
    static let headerBytes = 16 * 1024

    /// Creates limits; values outside what is stated for each are clamped. The defaults: 1000 tasks, 24 hours, 1,000,000
    /// requests per second, 1,000,000 virtual users, 64 KiB of content.
    public init(
        maxTasks: Int = 1000,
        maxSeconds: Double = 86_400,
        maxRate: Double = 1_000_000,
        maxVirtualUsers: Int = 1_000_000,
        maxBodyBytes: Int = 64 * 1024
    ) {
        self.maxTasks = min(max(1, maxTasks), 1000)
        self.maxSeconds = min(max(1, maxSeconds), 30 * 86_400)
        self.maxRate = min(max(0, maxRate), RateExpression.highest)
        self.maxVirtualUsers = max(1, maxVirtualUsers)
        self.maxBodyBytes = min(max(0, maxBodyBytes), 64 * 1024)
    }
}
