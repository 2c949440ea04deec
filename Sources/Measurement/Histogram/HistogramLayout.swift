/// The buckets of every histogram here: HdrHistogram's layout with 3 significant digits and lowest discernible value 1.
///
/// Values below 2048 have a bucket each; above, every power of two is cut into 1024 buckets of equal width, so that a
/// bucket is never wider than 1/1024 of the values in it. The unit is microseconds throughout this module.
///
/// Source: HdrHistogram, `AbstractHistogram` (subBucketCount 2048, unitMagnitude 0).
@frozen
public enum HistogramLayout {
    /// Significant decimal digits that a bucket keeps.
    public static let significantDigits = 3

    /// Binary magnitude of the buckets in one power of two (2¹⁰ = 1024).
    @inlinable
    static var halfMagnitude: Int { 10 }

    /// Largest value that a recorder tells apart: one hour, in microseconds. Longer ones count in its bucket.
    @inlinable
    public static var highestTrackable: UInt64 { 3_600_000_000 }

    /// Largest value that has a bucket at all: the largest that HdrHistogram's wire format can name.
    @inlinable
    public static var highestValue: UInt64 { UInt64(Int64.max) }

    /// Number of buckets that cover 0 through ``highestValue``.
    @inlinable
    public static var bucketCount: Int { 55_296 }

    /// The bucket that counts `value`, in `0..<bucketCount`. Values above ``highestValue`` fall into the last one.
    @inlinable
    public static func index(of value: UInt64) -> Int {
        let bounded = value < highestValue ? value : highestValue
        let shift = 53 &- (bounded | 2047).leadingZeroBitCount
        return shift &<< halfMagnitude &+ Int(truncatingIfNeeded: bounded &>> UInt64(truncatingIfNeeded: shift))
    }

    /// How far the values of a bucket are shifted right: the bucket is 2^shift wide.
    @inlinable
    static func shift(at index: Int) -> Int {
        index < 2048 ? 0 : index &>> halfMagnitude &- 1
    }

    /// The smallest value that the bucket counts. `index` must be in `0..<bucketCount`.
    @inlinable
    public static func lowestEquivalent(at index: Int) -> UInt64 {
        let shift = shift(at: index)
        return UInt64(truncatingIfNeeded: index &- shift &<< halfMagnitude) &<< UInt64(truncatingIfNeeded: shift)
    }

    /// The largest value that the bucket counts. `index` must be in `0..<bucketCount`.
    @inlinable
    public static func highestEquivalent(at index: Int) -> UInt64 {
        lowestEquivalent(at: index) &+ (1 &<< UInt64(truncatingIfNeeded: shift(at: index))) &- 1
    }

    /// The value in the middle of the bucket, the one that stands for its members in means and deviations.
    @inlinable
    public static func midEquivalent(at index: Int) -> UInt64 {
        lowestEquivalent(at: index) &+ (1 &<< UInt64(truncatingIfNeeded: shift(at: index))) / 2
    }
}
