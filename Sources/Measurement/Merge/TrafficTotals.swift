/// Everything measured at one endpoint, or at all of them, over any number of windows and tasks.
public struct TrafficTotals: Sendable, Equatable {
    /// What became of the arrivals.
    public internal(set) var counts = RequestCounts()
    /// Responses by status code.
    public internal(set) var statusCodes: [Int: UInt64] = [:]
    /// Failures by bounded label.
    public internal(set) var errors: [String: UInt64] = [:]
    /// Outcomes by name of the check.
    public internal(set) var checks: [String: CheckCounts] = [:]
    /// Bytes written to connections.
    public internal(set) var bytesSent: UInt64 = 0
    /// Bytes read from connections.
    public internal(set) var bytesReceived: UInt64 = 0
    /// From the intended start to the end of the response.
    public internal(set) var responseTime = Histogram()
    /// From the actual send to the end of the response.
    public internal(set) var serviceTime = Histogram()
    /// From the actual send to the first byte of the response.
    public internal(set) var timeToFirstByte = Histogram()

    /// Nothing measured.
    public init() {}

    mutating func merge(_ window: DecodedEndpoint) {
        addCounts(
            window.source.counts,
            statusCodes: window.source.statusCodes,
            errors: window.source.errors,
            checks: window.source.checks,
            bytes: (window.source.bytesSent, window.source.bytesReceived)
        )
        responseTime.merge(window.responseTime)
        serviceTime.merge(window.serviceTime)
        timeToFirstByte.merge(window.timeToFirstByte)
    }

    /// Adds what was measured elsewhere. Commutative and associative to the last bit.
    public mutating func merge(_ other: TrafficTotals) {
        addCounts(
            other.counts,
            statusCodes: other.statusCodes,
            errors: other.errors,
            checks: other.checks,
            bytes: (other.bytesSent, other.bytesReceived)
        )
        responseTime.merge(other.responseTime)
        serviceTime.merge(other.serviceTime)
        timeToFirstByte.merge(other.timeToFirstByte)
    }

    private mutating func addCounts(
        _ counts: RequestCounts,
        statusCodes: [Int: UInt64],
        errors: [String: UInt64],
        checks: [String: CheckCounts],
        bytes: (sent: UInt64, received: UInt64)
    ) {
        self.counts += counts
        self.statusCodes.merge(statusCodes) { $0.addingSaturated($1) }
        self.errors.merge(errors) { $0.addingSaturated($1) }
        for (name, outcome) in checks { self.checks[name, default: CheckCounts()] += outcome }
        bytesSent = bytesSent.addingSaturated(bytes.sent)
        bytesReceived = bytesReceived.addingSaturated(bytes.received)
    }
}
