/// A histogram as it came from the wire: the buckets in use only, checked, ready to be merged into any number of
/// ``Histogram``s. Decoding before merging keeps a damaged message from being counted in part.
public struct DecodedHistogram: Sendable, Equatable {
    struct Bucket: Sendable, Equatable {
        var index: Int
        var count: UInt64
    }

    /// Rising indices of ``HistogramLayout``, counts above zero.
    private(set) var buckets: [Bucket] = []

    /// Exact figures where they came with the buckets. Otherwise what the buckets tell: lower end of the first, upper end
    /// of the last, and a sum of bucket middles.
    public internal(set) var statistics = ExactStatistics.empty

    /// A histogram without values.
    init() {}

    /// - Parameter total: Sum of the counts. The other figures are still to be adopted or estimated.
    init(buckets: [Bucket], total: UInt64) {
        self.buckets = buckets
        statistics.count = total
    }

    /// Gives buckets of another layout their place in ours. `index` rises with the index that it is given.
    mutating func map(_ index: (Int) -> Int) {
        for position in buckets.indices { buckets[position].index = index(buckets[position].index) }
    }

    /// Sets the figures that the buckets tell.
    mutating func estimate() {
        guard let first = buckets.first, let last = buckets.last else { return }
        statistics.min = HistogramLayout.lowestEquivalent(at: first.index)
        statistics.max = HistogramLayout.highestEquivalent(at: last.index)
        statistics.sum = buckets.reduce(0) { sum, bucket in
            sum.addingSaturated(HistogramLayout.midEquivalent(at: bucket.index).multipliedSaturated(by: bucket.count))
        }
    }

    /// Replaces the estimated figures by exact ones, when those can belong to these buckets.
    mutating func adopt(_ exact: ExactStatistics) throws(HistogramDecodingError) {
        guard fits(exact) else { throw .statisticsMismatch }
        statistics = exact
    }

    private func fits(_ exact: ExactStatistics) -> Bool {
        guard exact.count == statistics.count else { return false }
        guard let first = buckets.first, let last = buckets.last else { return exact == .empty }
        guard exact.min <= exact.max else { return false }
        return Self.holds(exact.min, in: first.index) && Self.holds(exact.max, in: last.index)
            && Self.isOrdered(exact.min.multipliedFullWidth(by: exact.count), (0, exact.sum))
            && Self.isOrdered((0, exact.sum), exact.max.multipliedFullWidth(by: exact.count))
    }

    /// A recorder counts everything above its range in its last bucket.
    private static func holds(_ value: UInt64, in index: Int) -> Bool {
        let found = HistogramLayout.index(of: value)
        return found == index || (found > index && index == HistogramRecorder.lastIndex)
    }

    private static func isOrdered(_ low: (high: UInt64, low: UInt64), _ high: (high: UInt64, low: UInt64)) -> Bool {
        (low.high, low.low) <= (high.high, high.low)
    }
}
