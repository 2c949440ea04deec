/// Counts of values in microseconds in buckets of about 3 % width: what charts and comparisons keep of every stretch of a run,
/// where a ``Histogram`` would take thirty times as much memory.
///
/// Values below 64 have a bucket each; above, every power of two is cut into 32 buckets of equal width.
public struct LatencySketch: Sendable, Equatable {
    /// Number of buckets that cover every value.
    public static let bucketCount = 1920

    /// The bucket that `counts[0]` counts.
    private(set) var first = 0
    /// Counts without gaps; starts and ends anywhere.
    private(set) var counts: [UInt64] = []

    /// A sketch without values.
    public init() {}

    /// Number of values.
    public var count: UInt64 { counts.reduce(0) { $0.addingSaturated($1) } }

    /// The buckets in use, by rising index.
    public var buckets: [(index: Int, count: UInt64)] {
        counts.enumerated().filter { $0.element > 0 }.map { (first + $0.offset, $0.element) }
    }

    /// The bucket that counts `value`, in `0..<bucketCount`.
    public static func index(of value: UInt64) -> Int {
        let shift = 58 - (value | 63).leadingZeroBitCount
        return shift << 5 + Int(truncatingIfNeeded: value >> UInt64(shift))
    }

    /// The smallest value of a bucket, in microseconds. `index` is taken as `0..<bucketCount`.
    public static func lowest(at index: Int) -> UInt64 {
        let index = Swift.min(Swift.max(index, 0), bucketCount - 1)
        let shift = index < 64 ? 0 : index >> 5 - 1
        return UInt64(index - shift << 5) << UInt64(shift)
    }

    /// The first value above a bucket, in microseconds.
    public static func end(at index: Int) -> Double {
        index + 1 < bucketCount ? Double(lowest(at: index + 1)) : Double(UInt64.max)
    }

    /// Counts `value` `count` times.
    public mutating func record(_ value: UInt64, count: UInt64 = 1) {
        add(count, at: Self.index(of: value))
    }

    /// Adds the values of another sketch. Commutative and associative in the counts.
    public mutating func merge(_ other: LatencySketch) {
        guard !counts.isEmpty else {
            self = other
            return
        }
        for (offset, count) in other.counts.enumerated() where count > 0 { add(count, at: other.first + offset) }
    }

    /// The values of a decoded histogram.
    init(_ decoded: DecodedHistogram) {
        guard let lowest = decoded.buckets.first, let highest = decoded.buckets.last else { return }
        first = Self.index(ofBucket: lowest.index)
        let origin = first
        counts = [UInt64](repeating: 0, count: Self.index(ofBucket: highest.index) - origin + 1)
        counts.withUnsafeMutableBufferPointer { counts in
            for bucket in decoded.buckets {
                let place = Self.index(ofBucket: bucket.index) - origin
                counts[place] = counts[place].addingSaturated(bucket.count)
            }
        }
    }

    /// The bucket here that counts what the bucket `index` of ``HistogramLayout`` does. Both cut each power of two evenly from
    /// 1024 up, in 32 buckets here and in 1024 there.
    @inline(__always)
    static func index(ofBucket index: Int) -> Int {
        index < 1024 ? Self.index(of: UInt64(index)) : index >> 5 + 160
    }

    /// The nearest-rank percentile in microseconds, interpolated within its bucket, so within 3 %. 0 when empty.
    public func value(atPercentile percentile: Double) -> Double {
        let total = Double(count)
        guard total > 0 else { return 0 }
        return Self.value(
            ofRank: Swift.max(1, (percentile / 100 * total).rounded(.up)),
            in: counts.map { Double($0) },
            from: first
        )
    }

    /// The value at which the running sum of `weights` reaches `rank`; bucket `from` is the first. 0 where it never does.
    public static func value(ofRank rank: Double, in weights: [Double], from first: Int) -> Double {
        var seen = 0.0
        for (offset, weight) in weights.enumerated() where weight > 0 {
            if seen + weight >= rank {
                let (low, end) = (Double(lowest(at: first + offset)), Self.end(at: first + offset))
                return low + (end - low) * (rank - seen) / weight
            }
            seen += weight
        }
        return 0
    }

    private mutating func add(_ count: UInt64, at index: Int) {
        guard count > 0 else { return }
        if counts.isEmpty {
            first = index
            counts = [0]
        } else if index < first {
            counts.insert(contentsOf: repeatElement(0, count: first - index), at: 0)
            first = index
        } else if index >= first + counts.count {
            counts.append(contentsOf: repeatElement(0, count: index - first - counts.count + 1))
        }
        counts[index - first] = counts[index - first].addingSaturated(count)
    }
}

extension LatencySketch: Codable {
    private enum CodingKeys: String, CodingKey { case first, counts }

    /// Reads first bucket and counts.
    /// - Throws: `DecodingError`, also for buckets that there are not.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        first = try container.decode(Int.self, forKey: .first)
        counts = try container.decode([UInt64].self, forKey: .counts)
        guard first >= 0, first <= Self.bucketCount, counts.count <= Self.bucketCount - first else {
            throw DecodingError.dataCorruptedError(
                forKey: .first,
                in: container,
                debugDescription: "Buckets must be within 0..<\(Self.bucketCount)."
            )
        }
    }
}
