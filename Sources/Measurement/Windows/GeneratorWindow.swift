/// What one task measured about itself and its connections in one window. JSON form as in ``EndpointWindow``.
public struct GeneratorWindow: Sendable, Equatable {
    /// Time to establish a TCP connection.
    public var connect: EncodedHistogram
    /// Time of the TLS handshake alone.
    public var tlsHandshake: EncodedHistogram
    /// Actual minus intended send, where a virtual user was free in time: lateness that is the generator's own.
    public var startLag: EncodedHistogram
    /// How long arrivals waited for a free virtual user; counts only those that had to wait.
    public var virtualUserWait: EncodedHistogram

    /// Takes over what was measured; the histograms are checked when they are merged.
    public init(
        connect: EncodedHistogram = .empty,
        tlsHandshake: EncodedHistogram = .empty,
        startLag: EncodedHistogram = .empty,
        virtualUserWait: EncodedHistogram = .empty
    ) {
        self.connect = connect
        self.tlsHandshake = tlsHandshake
        self.startLag = startLag
        self.virtualUserWait = virtualUserWait
    }
}

extension GeneratorWindow: Codable {
    private enum CodingKeys: String, CodingKey {
        case connect, tlsHandshake, startLag, virtualUserWait, exact
    }

    private static let histograms = HistogramFields(exactKey: CodingKeys.exact)

    /// Reads the flat form; `exact` may be missing.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            connect: try Self.histograms.decode(.connect, from: container),
            tlsHandshake: try Self.histograms.decode(.tlsHandshake, from: container),
            startLag: try Self.histograms.decode(.startLag, from: container),
            virtualUserWait: try Self.histograms.decode(.virtualUserWait, from: container)
        )
    }

    /// Writes the flat form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try Self.histograms.encode(
            [
                (.connect, connect), (.tlsHandshake, tlsHandshake), (.startLag, startLag),
                (.virtualUserWait, virtualUserWait),
            ],
            into: &container
        )
    }
}
