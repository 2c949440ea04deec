/// One endpoint in the run summary.
public struct EndpointSummary: Codable, Sendable, Equatable {
    /// Method and path.
    public var name: String
    /// What became of the arrivals.
    public var requests: RequestSummary
    /// From the intended start to the end of the response.
    public var responseTime: LatencySummary
    /// From the actual send to the end of the response.
    public var serviceTime: LatencySummary
    /// From the actual send to the first byte of the response.
    public var timeToFirstByte: LatencySummary
    /// Responses by status code.
    public var statusCodes: [Int: UInt64]
    /// Failures by bounded label.
    public var errors: [String: UInt64]
    /// Bytes on connections.
    public var bytes: ByteSummary

    /// - Parameter durationSeconds: How long load was generated.
    public init(_ endpoint: RunTotals.Endpoint, durationSeconds: Double) {
        let totals = endpoint.totals
        name = endpoint.name
        requests = RequestSummary(counts: totals.counts, durationSeconds: durationSeconds)
        responseTime = LatencySummary(histogram: totals.responseTime)
        serviceTime = LatencySummary(histogram: totals.serviceTime)
        timeToFirstByte = LatencySummary(histogram: totals.timeToFirstByte)
        statusCodes = totals.statusCodes
        errors = totals.errors
        bytes = ByteSummary(sent: totals.bytesSent, received: totals.bytesReceived)
    }
}
