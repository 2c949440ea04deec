public import Measurement

/// Response times over the run as an HdrHistogram log (`.hlog`, version 1.3): one histogram per stretch, in microseconds, which
/// HdrHistogram's own tools and libraries read, merge and plot.
///
/// Source: HdrHistogram, `HistogramLogWriter`.
public struct HistogramLog: Sendable {
    private let startedAt: UTCTimestamp
    private let detail: RunDetail

    /// The log of a run that began at `startedAt`.
    public init(_ detail: RunDetail, startedAt: UTCTimestamp) {
        self.detail = detail
        self.startedAt = startedAt
    }

    /// ASCII, ends with a line break. Stretches without any response are left out.
    public var bytes: [UInt8] {
        let seconds = FixedDecimal.plain(Double(startedAt.epochMilliseconds) / 1000)
        var text = "#[Histogram log format version 1.3]\n"
        text += "#[Response times in microseconds; Interval_Max in milliseconds]\n"
        text += "#[StartTime: \(seconds) (seconds since epoch), \(startedAt)]\n"
        text += #""StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram""# + "\n"
        var encoder = HistogramEncoder()
        for stretch in detail.stretches where stretch.responseTime.count > 0 {
            let maximum = FixedDecimal.plain(Double(stretch.responseTime.max) / 1000)
            let encoded = encoder.encode(stretch.responseTime).payload.base64
            text += "\(stretch.second).000,\(detail.resolutionSeconds).000,\(maximum),\(encoded)\n"
        }
        return Array(text.utf8)
    }
}
