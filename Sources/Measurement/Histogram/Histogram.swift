/// Counts of values in microseconds: mergeable without loss, exact in count, minimum, maximum and sum, and within 0.1 %
/// in every percentile.
///
/// A value type of bounded size (at most 432 KiB, usually a few dozen): only the part of ``HistogramLayout`` between the
/// smallest and the largest value is stored. Merging is commutative and associative to the last bit, so that any split
/// of the same values over any number of workers yields equal histograms.
public struct Histogram: Sendable, Equatable {
    /// Storage grows in steps of so many buckets, on both sides. As the steps are fixed, equal values mean equal storage,
    /// whatever the order in which they came.
    private static let step = 256

    /// The bucket that `buckets[0]` counts, a multiple of `step`.
    private(set) var firstIndex = 0
    private(set) var buckets: [UInt64] = []

    /// Exact figures over all values.
    public private(set) var statistics = ExactStatistics.empty

    /// Number of values.
    public var count: UInt64 { statistics.count }
    /// Smallest value in microseconds, 0 when empty.
    public var min: UInt64 { statistics.min }
    /// Largest value in microseconds, 0 when empty.
    public var max: UInt64 { statistics.max }
    /// Sum of the values in microseconds.
    public var sum: UInt64 { statistics.sum }

    /// A histogram without values.
    public init() {}

    /// Takes over counted buckets. `source` starts and ends with a non-zero count, or is empty.
    init(buckets source: UnsafeBufferPointer<UInt64>, at index: Int, statistics: ExactStatistics) {
        self.statistics = statistics
        guard !source.isEmpty else { return }
        cover(index...index + source.count - 1)
        buckets.withUnsafeMutableBufferPointer { target in
            for offset in source.indices { target[index - firstIndex + offset] = source[offset] }
        }
    }

    /// Counts `value` (microseconds) `count` times.
    public mutating func record(_ value: UInt64, count: UInt64 = 1) {
        guard count > 0 else { return }
        let index = HistogramLayout.index(of: value)
        cover(index...index)
        buckets[index - firstIndex] = buckets[index - firstIndex].addingSaturated(count)
        statistics.merge(
            ExactStatistics(count: count, min: value, max: value, sum: value.multipliedSaturated(by: count))
        )
    }

    /// Adds the values of another histogram.
    public mutating func merge(_ other: Histogram) {
        guard !other.buckets.isEmpty else { return }
        guard !buckets.isEmpty else {
            self = other
            return
        }
        cover(other.firstIndex...other.firstIndex + other.buckets.count - 1)
        let offset = other.firstIndex - firstIndex
        let saturates = mayOverflow(other.count)
        other.buckets.withUnsafeBufferPointer { source in
            buckets.withUnsafeMutableBufferPointer { target in
                if saturates {
                    for index in source.indices {
                        target[offset + index] = target[offset + index].addingSaturated(source[index])
                    }
                } else {
                    for index in source.indices { target[offset + index] &+= source[index] }
                }
            }
        }
        statistics.merge(other.statistics)
    }

    /// Adds the values of a decoded histogram. Costs one addition per bucket in use.
    public mutating func merge(_ decoded: DecodedHistogram) {
        guard let first = decoded.buckets.first, let last = decoded.buckets.last else { return }
        cover(first.index...last.index)
        let origin = firstIndex
        let saturates = mayOverflow(decoded.statistics.count)
        buckets.withUnsafeMutableBufferPointer { target in
            if saturates {
                for bucket in decoded.buckets {
                    target[bucket.index - origin] = target[bucket.index - origin].addingSaturated(bucket.count)
                }
            } else {
                for bucket in decoded.buckets { target[bucket.index - origin] &+= bucket.count }
            }
        }
        statistics.merge(decoded.statistics)
    }

    /// Whether any bucket can overflow with `count` more values: no bucket counts more values than there are.
    private func mayOverflow(_ more: UInt64) -> Bool {
        count.addingReportingOverflow(more).overflow
    }

    /// Makes room for the buckets of `range`.
    private mutating func cover(_ range: ClosedRange<Int>) {
        let first = range.lowerBound / Self.step * Self.step
        let end = (range.upperBound / Self.step + 1) * Self.step
        guard !buckets.isEmpty else {
            firstIndex = first
            buckets = [UInt64](repeating: 0, count: end - first)
            return
        }
        if first < firstIndex {
            buckets.insert(contentsOf: repeatElement(0, count: firstIndex - first), at: 0)
            firstIndex = first
        }
        if end > firstIndex + buckets.count {
            buckets.append(contentsOf: repeatElement(0, count: end - firstIndex - buckets.count))
        }
    }
}
