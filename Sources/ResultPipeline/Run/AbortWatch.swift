/// Judges thresholds that may end a run while it goes on.
struct AbortWatch: Sendable {
    private var digest: RunDigest?
    /// Records that came before the start was known.
    private var early: [ResultRecord] = []

    /// Takes note of records as they are stored.
    mutating func add(_ records: [ResultRecord]) {
        if digest == nil { early += records } else { digest?.add(records) }
    }

    /// Why the run should end now; nil where it should not.
    /// - Parameter now: Epoch milliseconds.
    mutating func reasonToAbort(_ header: RunHeader, now: Int64) -> String? {
        guard header.start != nil, header.stopReason == nil else { return nil }
        if digest == nil {
            digest = RunDigest(header)
            digest?.add(early)
            early = []
        }
        return digest?.reasonToAbort(now: now)
    }
}
