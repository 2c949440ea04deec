/// How a task came through the start barrier.
public struct StartReport: Hashable, Sendable, Codable {
    /// Position of its share of the load; nil for a task that puts no load on the target.
    public var segmentIndex: Int?
    /// Number of shares.
    public var segmentCount: Int
    /// Milliseconds between the agreed start and the moment this task was ready to begin; 0 when it was ready in time.
    public var startSkewMs: Double
    /// Why the task puts no load on the target; nil where it does.
    public var idleReason: String?

    /// Creates a report.
    public init(segmentIndex: Int?, segmentCount: Int, startSkewMs: Double = 0, idleReason: String? = nil) {
        self.segmentIndex = segmentIndex
        self.segmentCount = segmentCount
        self.startSkewMs = startSkewMs
        self.idleReason = idleReason
    }
}
