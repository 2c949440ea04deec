/// The figures that a histogram's buckets cannot carry exactly, in microseconds. They travel beside the encoded buckets.
public struct ExactStatistics: Codable, Sendable, Equatable {
    /// Number of values.
    public var count: UInt64
    /// Smallest value, 0 when there is none.
    public var min: UInt64
    /// Largest value, 0 when there is none.
    public var max: UInt64
    /// Sum of the values; stays at `UInt64.max` once it would exceed that.
    public var sum: UInt64

    /// No value at all.
    public static let empty = ExactStatistics(count: 0, min: 0, max: 0, sum: 0)

    /// Takes the figures as they are; see ``HistogramDecoder`` for how they are checked against the buckets.
    public init(count: UInt64, min: UInt64, max: UInt64, sum: UInt64) {
        self.count = count
        self.min = min
        self.max = max
        self.sum = sum
    }

    /// The figures of both sets of values together, whatever the order of the merges.
    public mutating func merge(_ other: ExactStatistics) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        count = count.addingSaturated(other.count)
        sum = sum.addingSaturated(other.sum)
        min = Swift.min(min, other.min)
        max = Swift.max(max, other.max)
    }
}
