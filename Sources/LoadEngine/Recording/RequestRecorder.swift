public import Measurement

/// Where the records of requests go. All calls come from one thread of the engine's that carries no load; it may block, at the price
/// of records that find no room meanwhile.
public protocol RequestRecorder: Sendable {
    /// Called once, before any record.
    func begin(_ legend: RecordLegend)
    /// Takes records, in the order in which requests of one event loop ended. They are valid during the call.
    func record(_ records: UnsafeBufferPointer<RequestRecord>)
    /// Called once, after the last record.
    /// - Returns: What became of them.
    func end() -> RecorderOutcome
}

/// What became of the records that a recorder was given.
public struct RecorderOutcome: Sendable {
    /// Records that were kept.
    public var written: UInt64
    /// Records that were not.
    public var lost: UInt64
    /// Why recording ended before its time, one sentence; nil where it did not.
    public var trouble: String?

    /// Takes over the counts.
    public init(written: UInt64, lost: UInt64, trouble: String? = nil) {
        self.written = written
        self.lost = lost
        self.trouble = trouble
    }
}
