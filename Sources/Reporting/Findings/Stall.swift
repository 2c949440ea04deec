internal import Measurement

/// A stretch of the run in which the target answered next to nothing, and what users saw of it.
struct Stall: Equatable {
    /// First second of the stretch, counted from the start of the load.
    let second: Int
    /// First second after it.
    let end: Int
    /// The longest response time in and right after the stretch, in milliseconds: what the unluckiest user waited.
    let longestWait: Double

    /// Share of the usual number of responses below which a stretch counts as silent.
    private static let silence = 0.1

    /// The stalls of a run, the longest wait first. Only stalls as long as an entry of the timeline can be told from it.
    static func find(in summary: RunSummary) -> [Stall] {
        let (entries, width) = (summary.timeline, max(summary.timelineResolutionSeconds, 1))
        let usual = entries.map(\.completed).sorted()
        guard entries.count >= 4, let median = usual.dropFirst(usual.count / 2).first, median > 0 else { return [] }
        let limit = UInt64(Double(median) * silence)
        var stalls: [Stall] = []
        var index = 0
        while index < entries.count {
            guard entries[index].completed <= limit else {
                index += 1
                continue
            }
            let begin = index
            while index < entries.count, entries[index].completed <= limit { index += 1 }
            let seen = entries[begin..<min(index + 1, entries.count)]
            let longest = seen.map(\.max).max() ?? 0
            let seconds = entries[index - 1].second + width - entries[begin].second
            // Silence is a stall only where somebody waited through it: not before a ramp, nor after the end.
            guard longest >= Double(seconds) * 900 else { continue }
            stalls.append(
                Stall(second: entries[begin].second, end: entries[begin].second + seconds, longestWait: longest)
            )
        }
        return stalls.sorted { $0.longestWait > $1.longestWait }
    }
}
