extension Histogram {
    /// Calls `body` for every bucket in use, by rising value: the values that it counts, in microseconds, and how many.
    public func forEachBucket(_ body: (_ microseconds: ClosedRange<UInt64>, _ count: UInt64) -> Void) {
        for (offset, count) in buckets.enumerated() where count > 0 {
            let index = firstIndex + offset
            body(HistogramLayout.lowestEquivalent(at: index)...HistogramLayout.highestEquivalent(at: index), count)
        }
    }
}
