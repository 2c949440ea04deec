/// Requests of a run to look up in the target's traces.
public struct ExemplarSummary: Codable, Sendable, Equatable {
    /// Those whose whole response took longest, longest first.
    public var slowest: [Request]
    /// Some that failed after they were sent: one of each kind first.
    public var failed: [Request]

    /// Takes them over as they are.
    public init(slowest: [Request], failed: [Request]) {
        self.slowest = slowest
        self.failed = failed
    }

    /// One of them.
    public struct Request: Codable, Sendable, Equatable {
        /// Trace id of its `traceparent`.
        public var traceId: String
        /// Where it is counted; cut off after ``Exemplar/nameLimit`` characters.
        public var endpoint: String
        /// When it was due.
        public var time: UTCTimestamp
        /// From then to the end of the response, or to the error, in milliseconds.
        public var responseTimeMs: Double
        /// Status of the response; nil where no whole one arrived.
        public var status: Int?
        /// Label of the error; nil where there was none.
        public var error: String?

        /// The form in which reports have it.
        public init(_ exemplar: Exemplar) {
            traceId = exemplar.traceId
            endpoint = exemplar.endpoint
            time = UTCTimestamp(epochMilliseconds: exemplar.time / 1000)
            responseTimeMs = Double(exemplar.responseTime) / 1000
            status = exemplar.status
            error = exemplar.error
        }

        /// What came of it: the error's label, else the status.
        public var outcome: String { error ?? status.map { "status \($0)" } ?? "" }
    }
}
