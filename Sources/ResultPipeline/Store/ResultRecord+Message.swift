public import Measurement

extension ResultRecord {
    /// The record of a message: key, time to live and the figures a person reads. Every histogram is decoded once, so that
    /// what is stored can be merged later.
    /// - Throws: ``MessageError`` `damagedHistogram`.
    public init(_ message: ResultMessage, using decoder: inout HistogramDecoder) throws(MessageError) {
        var attributes = RecordAttributes(kind: message.kind, taskIndex: message.taskIndex)
        switch message.content {
        case .started: break
        case .final(let manifest):
            attributes.requests = manifest.totals.sent
            attributes.failed = manifest.totals.failed
            attributes.rps = Self.rate(manifest.totals.sent, seconds: manifest.loadSeconds)
        case .window:
            let totals = try Self.totals(of: message, using: &decoder)
            attributes.requests = totals.counts.sent
            attributes.failed = totals.counts.failed
            attributes.rps = Self.rate(totals.counts.sent, seconds: Double(message.windowLength) / 1000)
            attributes.statusCodes = totals.statusCodes
            attributes.errors = totals.errors
            attributes.setTimes(totals.responseTime)
        }
        self.init(message, attributes: attributes)
    }

    private static func totals(
        of message: ResultMessage,
        using decoder: inout HistogramDecoder
    ) throws(MessageError) -> TrafficTotals {
        guard let window = message.window else { return TrafficTotals() }
        var accumulator = RunAccumulator(startedAt: window.windowStart, timelineLimit: 1)
        do {
            try accumulator.merge(window, using: &decoder)
        } catch {
            throw MessageError(.damagedHistogram, error.description)
        }
        return accumulator.totals.overall
    }

    private static func rate(_ count: UInt64, seconds: Double) -> Double {
        let rate = (Double(count) / seconds * 1000).rounded() / 1000
        return rate.isFinite ? rate : 0
    }
}

extension RecordAttributes {
    fileprivate mutating func setTimes(_ histogram: Histogram) {
        guard histogram.count > 0 else { return }
        let times = LatencySummary(histogram: histogram)
        p50 = times.p50
        p90 = times.p90
        p95 = times.p95
        p99 = times.p99
        p999 = times.p999
        max = times.max
    }
}
