/// What one task measured at one endpoint in one window.
///
/// In JSON every field is flat beside the others; the histograms are base64 strings, and their exact figures stand under
/// the same names in an object `exact`, in microseconds.
public struct EndpointWindow: Sendable, Equatable {
    /// Method and path, for example `GET /cart`.
    public var name: String
    /// What became of the arrivals.
    public var counts: RequestCounts
    /// Responses by status code.
    public var statusCodes: [Int: UInt64]
    /// Failures by bounded label.
    public var errors: [String: UInt64]
    /// Outcomes by name of the check; left out of the JSON when the plan has none.
    public var checks: [String: CheckCounts]
    /// Bytes written to connections, above TLS.
    public var bytesSent: UInt64
    /// Bytes read from connections, above TLS.
    public var bytesReceived: UInt64
    /// From the intended start to the end of the response.
    public var responseTime: EncodedHistogram
    /// From the actual send to the end of the response.
    public var serviceTime: EncodedHistogram
    /// From the actual send to the first byte of the response.
    public var timeToFirstByte: EncodedHistogram

    /// Takes over what was measured; the histograms are checked when they are merged.
    public init(
        name: String,
        counts: RequestCounts = RequestCounts(),
        statusCodes: [Int: UInt64] = [:],
        errors: [String: UInt64] = [:],
        checks: [String: CheckCounts] = [:],
        bytesSent: UInt64 = 0,
        bytesReceived: UInt64 = 0,
        responseTime: EncodedHistogram = .empty,
        serviceTime: EncodedHistogram = .empty,
        timeToFirstByte: EncodedHistogram = .empty
    ) {
        self.name = name
        self.counts = counts
        self.statusCodes = statusCodes
        self.errors = errors
        self.checks = checks
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
        self.responseTime = responseTime
        self.serviceTime = serviceTime
        self.timeToFirstByte = timeToFirstByte
    }
}
