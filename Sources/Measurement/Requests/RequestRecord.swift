/// One request and its outcome. Plain memory of fixed size, made on event loops.
public struct RequestRecord: Equatable, Sendable {
    /// When it was due, nanoseconds of a clock that never steps; ``RecordLegend/wallOffset`` leads to the Unix epoch's.
    public var intended: Int64
    /// When it was begun to be sent.
    public var sent: Int64
    /// When the first byte of the response arrived; 0 where none did.
    public var firstByte: Int64
    /// When its response was whole, or the error happened.
    public var end: Int64
    /// Bytes of the response that were read, above TLS; of all responses where redirects were followed.
    public var bytesReceived: Int64
    /// Both halves of its trace id; 0 where it has none.
    public var traceHigh: UInt64
    /// The second half.
    public var traceLow: UInt64
    /// Position among ``RecordLegend/endpoints``.
    public var endpoint: Int32
    /// Status of the response; 0 where no whole one arrived.
    public var status: UInt16
    /// Position among ``RecordLegend/errors``; -1 for none.
    public var error: Int16

    /// Takes over what was measured.
    @inlinable
    public init(
        intended: Int64,
        sent: Int64,
        firstByte: Int64,
        end: Int64,
        bytesReceived: Int64,
        traceHigh: UInt64 = 0,
        traceLow: UInt64 = 0,
        endpoint: Int32,
        status: UInt16,
        error: Int16
    ) {
        self.intended = intended
        self.sent = sent
        self.firstByte = firstByte
        self.end = end
        self.bytesReceived = bytesReceived
        self.traceHigh = traceHigh
        self.traceLow = traceLow
        self.endpoint = endpoint
        self.status = status
        self.error = error
    }
}

/// What the numbers in one task's records stand for.
public struct RecordLegend: Sendable {
    /// Names of endpoints, by number.
    public var endpoints: [String]
    /// Labels of errors, by number.
    public var errors: [String]
    /// Nanoseconds from the records' clock to the Unix epoch's.
    public var wallOffset: Int64

    /// Takes over the names.
    public init(endpoints: [String], errors: [String], wallOffset: Int64) {
        self.endpoints = endpoints
        self.errors = errors
        self.wallOffset = wallOffset
    }
}

/// How many requests were recorded one by one, of one task or of all.
public struct RecordingAccount: Codable, Hashable, Sendable {
    /// Records that are in the file.
    public var written: UInt64
    /// Requests that are not: the writer did not keep up, or the file took no more.
    public var lost: UInt64
    /// CPU time of the writers, in seconds; part of the generator's.
    public var cpuSeconds: Double

    /// Takes over the counts.
    public init(written: UInt64 = 0, lost: UInt64 = 0, cpuSeconds: Double = 0) {
        self.written = written
        self.lost = lost
        self.cpuSeconds = cpuSeconds
    }
}
