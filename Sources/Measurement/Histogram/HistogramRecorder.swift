#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The histogram that a hot loop writes: one owner, raw memory, no allocation, retain, lock or exclusivity check in
/// ``record(microseconds:)``.
///
/// Values above one hour (``HistogramLayout/highestTrackable``) count in the last bucket; count, minimum, maximum and sum
/// are exact whatever the value. The memory is taken zeroed from the system and becomes resident page by page as
/// values touch it, so an unused recorder costs next to nothing.
@frozen
public struct HistogramRecorder: ~Copyable, @unchecked Sendable {
    // Sendable: the memory has exactly one owner, and the owner cannot be copied.
    @usableFromInline
    let buckets: UnsafeMutablePointer<UInt64>

    @usableFromInline
    var recorded: UInt64
    @usableFromInline
    var total: UInt64
    @usableFromInline
    var lowest: UInt64
    @usableFromInline
    var highest: UInt64

    /// Values recorded since the last reset.
    @inlinable
    public var count: UInt64 { recorded }

    /// Sum of the values in microseconds. Wraps after 584,000 years of recorded time.
    @inlinable
    public var sum: UInt64 { total }

    /// Smallest value in microseconds, 0 when empty.
    @inlinable
    public var min: UInt64 { recorded == 0 ? 0 : lowest }

    /// Largest value in microseconds, 0 when empty.
    @inlinable
    public var max: UInt64 { highest }

    /// Index of the last bucket in use.
    @inlinable
    static var lastIndex: Int { HistogramLayout.index(of: HistogramLayout.highestTrackable) }

    /// An empty recorder of 182 KiB address space.
    public init() {
        guard let memory = calloc(Self.lastIndex + 1, MemoryLayout<UInt64>.stride) else {
            preconditionFailure("The system has no memory left for a histogram.")
        }
        buckets = memory.bindMemory(to: UInt64.self, capacity: Self.lastIndex + 1)
        recorded = 0
        total = 0
        lowest = .max
        highest = 0
    }

    deinit {
        free(buckets)
    }

    /// Counts one value.
    @inlinable
    public mutating func record(microseconds value: UInt64) {
        let bounded = value < HistogramLayout.highestTrackable ? value : HistogramLayout.highestTrackable
        buckets[HistogramLayout.index(of: bounded)] &+= 1
        recorded &+= 1
        total &+= value
        if value < lowest { lowest = value }
        if value > highest { highest = value }
    }

    /// Forgets every value. Touches only the buckets between the smallest and the largest value.
    public mutating func reset() {
        let used = usedRange
        (buckets + used.lowerBound).update(repeating: 0, count: used.count)
        recorded = 0
        total = 0
        lowest = .max
        highest = 0
    }

    /// A copy of what has been recorded since the last reset.
    public borrowing func snapshot() -> Histogram {
        let used = usedRange
        return Histogram(
            buckets: UnsafeBufferPointer(start: buckets + used.lowerBound, count: used.count),
            at: used.lowerBound,
            statistics: ExactStatistics(count: count, min: min, max: max, sum: sum)
        )
    }

    private var usedRange: Range<Int> {
        guard recorded > 0 else { return 0..<0 }
        let low = HistogramLayout.index(of: Swift.min(lowest, HistogramLayout.highestTrackable))
        let high = HistogramLayout.index(of: Swift.min(highest, HistogramLayout.highestTrackable))
        return low..<high + 1
    }
}
