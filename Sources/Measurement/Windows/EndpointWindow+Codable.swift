extension EndpointWindow: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, scheduled, sent, completed, failed, dropped, statusCodes, errors, checks, bytesSent, bytesReceived
        case responseTime, serviceTime, timeToFirstByte, exact
    }

    private static let histograms = HistogramFields(exactKey: CodingKeys.exact)

    /// Reads the flat form. `checks`, `timeToFirstByte` and `exact` may be missing.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            counts: RequestCounts(
                scheduled: try container.decode(UInt64.self, forKey: .scheduled),
                sent: try container.decode(UInt64.self, forKey: .sent),
                completed: try container.decode(UInt64.self, forKey: .completed),
                failed: try container.decode(UInt64.self, forKey: .failed),
                dropped: try container.decode(UInt64.self, forKey: .dropped)
            ),
            statusCodes: try container.decode([Int: UInt64].self, forKey: .statusCodes),
            errors: try container.decode([String: UInt64].self, forKey: .errors),
            checks: try container.decodeIfPresent([String: CheckCounts].self, forKey: .checks) ?? [:],
            bytesSent: try container.decode(UInt64.self, forKey: .bytesSent),
            bytesReceived: try container.decode(UInt64.self, forKey: .bytesReceived),
            responseTime: try Self.histograms.decode(.responseTime, from: container),
            serviceTime: try Self.histograms.decode(.serviceTime, from: container),
            timeToFirstByte: container.contains(.timeToFirstByte)
                ? try Self.histograms.decode(.timeToFirstByte, from: container) : .empty
        )
    }

    /// Writes the flat form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(counts.scheduled, forKey: .scheduled)
        try container.encode(counts.sent, forKey: .sent)
        try container.encode(counts.completed, forKey: .completed)
        try container.encode(counts.failed, forKey: .failed)
        try container.encode(counts.dropped, forKey: .dropped)
        try container.encode(statusCodes, forKey: .statusCodes)
        try container.encode(errors, forKey: .errors)
        if !checks.isEmpty { try container.encode(checks, forKey: .checks) }
        try container.encode(bytesSent, forKey: .bytesSent)
        try container.encode(bytesReceived, forKey: .bytesReceived)
        try Self.histograms.encode(
            [
                (.responseTime, responseTime), (.serviceTime, serviceTime), (.timeToFirstByte, timeToFirstByte),
            ],
            into: &container
        )
    }
}
