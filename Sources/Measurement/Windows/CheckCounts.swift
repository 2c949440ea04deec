/// How often one of the plan's checks held.
public struct CheckCounts: Codable, Sendable, Equatable {
    /// Responses for which it held.
    public var passes: UInt64
    /// Responses for which it did not.
    public var fails: UInt64

    /// Counts of one window or of many.
    public init(passes: UInt64 = 0, fails: UInt64 = 0) {
        self.passes = passes
        self.fails = fails
    }

    /// Adds count by count; a count stays at `UInt64.max` once it would exceed that.
    public static func += (left: inout CheckCounts, right: CheckCounts) {
        left.passes = left.passes.addingSaturated(right.passes)
        left.fails = left.fails.addingSaturated(right.fails)
    }
}
