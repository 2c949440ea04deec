extension RecordKey {
    /// The keys of all records, cut into at most `count` ranges at times that are evenly spaced from `start` to `end` (epoch
    /// milliseconds). The first range is open to the past, the last to the future.
    public static func ranges(from start: Int64, to end: Int64, count: Int) -> [ClosedRange<Int64>] {
        let count = Int64(min(max(1, count), 1000))
        let seconds = (start: second(start), end: second(end))
        let step = max(1, (seconds.end - seconds.start) / count)
        let cuts = (1..<count).map { (seconds.start + $0 * step) * 1_000_000 }
            .filter { $0 > header + 1 && $0 <= seconds.end * 1_000_000 }
        return zip([header + 1] + cuts, cuts.map { $0 - 1 } + [.max]).map { $0...$1 }
    }

    private static func second(_ milliseconds: Int64) -> Int64 { min(max(0, milliseconds / 1000), lastSecond) }
}
