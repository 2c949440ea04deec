/// A histogram on its way: the buckets as they are encoded, and beside them the figures that V2 cannot carry.
///
/// In messages the two stand under keys of their own (see ``EndpointWindow``), so that the histogram is a plain V2 string
/// which any HdrHistogram library reads.
public struct EncodedHistogram: Sendable, Equatable {
    /// The buckets.
    public var payload: HistogramPayload
    /// Exact figures, nil when the sender gave none.
    public var exact: ExactStatistics?

    /// Takes both unchecked; they are checked when decoded.
    public init(payload: HistogramPayload, exact: ExactStatistics?) {
        self.payload = payload
        self.exact = exact
    }

    /// A histogram without values.
    public static let empty: EncodedHistogram = {
        var encoder = HistogramEncoder()
        return encoder.encode(Histogram())
    }()
}
