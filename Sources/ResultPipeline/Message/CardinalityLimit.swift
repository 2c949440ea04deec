public import Measurement

/// Keeps the number of different names in a task's messages bounded, so that no target and no plan can make messages or
/// records grow without end: names beyond the limit are counted together under `other`.
///
/// The names that came first stay, so that an endpoint is not reported under its own name in one window and under
/// `other` in the next.
public struct CardinalityLimit: Sendable {
    /// The name of all others.
    public static let other = "other"

    private let endpointLimit: Int
    private let labelLimit: Int
    private var endpoints: Set<String> = []
    private var labels: Set<String> = []

    /// A limit that has seen no name.
    public init(endpoints: Int = 100, errorLabels: Int = 50) {
        endpointLimit = max(0, endpoints)
        labelLimit = max(0, errorLabels)
    }

    /// The windows of one interval with names folded; nothing is lost, counts and histograms are added up.
    /// - Throws: ``HistogramDecodingError`` where a histogram that must be added cannot be read.
    public mutating func apply(_ windows: [EndpointWindow]) throws(HistogramDecodingError) -> [EndpointWindow] {
        for window in windows {
            if endpoints.count < endpointLimit { endpoints.insert(window.name) }
            for label in window.errors.keys.sorted() where labels.count < labelLimit { labels.insert(label) }
        }
        let folded = windows.map { window in
            var window = window
            window.errors = fold(window.errors)
            return window
        }
        return try Self.join(folded, keeping: endpoints)
    }

    /// The first `count` windows as they are and the rest as one, for a message that is still too large.
    /// - Throws: ``HistogramDecodingError``.
    public static func reduce(_ windows: [EndpointWindow], to count: Int) throws(HistogramDecodingError)
        -> [EndpointWindow]
    {
        try join(windows, keeping: Set(windows.prefix(count).map(\.name)))
    }

    private func fold(_ errors: [String: UInt64]) -> [String: UInt64] {
        guard !errors.keys.allSatisfy(labels.contains) else { return errors }
        return errors.reduce(into: [:]) { folded, error in
            folded[labels.contains(error.key) ? error.key : Self.other, default: 0] &+= error.value
        }
    }

    private static func join(_ windows: [EndpointWindow], keeping names: Set<String>) throws(HistogramDecodingError)
        -> [EndpointWindow]
    {
        let rest = windows.filter { !names.contains($0.name) }
        guard !rest.isEmpty else { return windows }
        var accumulator = RunAccumulator(startedAt: 0, timelineLimit: 1)
        var decoder = HistogramDecoder()
        try accumulator.merge(WindowReport(windowStart: 0, windowLength: 1000, endpoints: rest), using: &decoder)
        let totals = accumulator.totals.overall
        var encoder = HistogramEncoder()
        let joined = EndpointWindow(
            name: other,
            counts: totals.counts,
            statusCodes: totals.statusCodes,
            errors: totals.errors,
            checks: totals.checks,
            bytesSent: totals.bytesSent,
            bytesReceived: totals.bytesReceived,
            responseTime: encoder.encode(totals.responseTime),
            serviceTime: encoder.encode(totals.serviceTime),
            timeToFirstByte: encoder.encode(totals.timeToFirstByte)
        )
        return windows.filter { names.contains($0.name) } + [joined]
    }
}
