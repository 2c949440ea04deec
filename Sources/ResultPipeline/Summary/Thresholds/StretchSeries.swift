internal import LoadPlan
internal import Measurement

/// The figures of one threshold's scope in every stretch of the run, for limits that must hold in each of them.
struct StretchSeries: Sendable {
    /// More stretches than these are not told apart: the last one takes the rest.
    private static let most = 10_000

    private let scope: Threshold.Scope
    private let startedAt: Int64
    /// Milliseconds: whole windows.
    private let length: Int64
    private var stretches: [Int: ScopeFigures] = [:]

    /// - Parameter everySeconds: Length of a stretch; taken up to the next whole number of windows.
    init(_ scope: Threshold.Scope, everySeconds: Double, startedAt: Int64, windowLength: Int64) {
        self.scope = scope
        self.startedAt = startedAt
        let windows = (everySeconds * 1000 / Double(max(1, windowLength))).rounded(.up)
        length = max(1, windowLength) * Int64(min(max(1, windows), 1e9))
    }

    mutating func add(_ window: WindowReport, using decoder: inout HistogramDecoder) {
        let index = min(Int(max(0, window.windowStart - startedAt) / length), Self.most)
        var figures = stretches[index] ?? ScopeFigures()
        // A window that cannot be read is reported as such by the digest.
        guard (try? figures.add(window, scope, using: &decoder)) != nil else { return }
        stretches[index] = figures
    }

    /// Adds the stretches of other windows.
    mutating func merge(_ other: StretchSeries) {
        for (index, figures) in other.stretches { stretches[index, default: ScopeFigures()].merge(figures) }
    }

    /// The stretch that keeps to the limit least, as seconds from the start and its figure; nil where there is none to judge.
    /// - Parameter seconds: Length of the load. Rates and counts are judged in whole stretches only.
    func worst(_ threshold: Threshold, seconds: Double) -> (second: Double, figure: Double)? {
        let stretch = Double(length) / 1000
        let whole = Int((seconds / stretch + 1e-9).rounded(.down))
        let isPerStretch =
            switch threshold.metric {
            case .rate, .count: true
            default: false
            }
        let indices = isPerStretch ? Array(0..<min(whole, Self.most)) : stretches.keys.sorted()
        let figures = indices.compactMap { index in
            (stretches[index] ?? ScopeFigures()).figure(threshold.metric, seconds: stretch).map {
                (second: Double(index) * stretch, figure: $0)
            }
        }
        switch threshold.comparison {
        case .less, .atMost: return figures.max { $0.figure < $1.figure }
        case .more, .atLeast: return figures.min { $0.figure < $1.figure }
        }
    }
}
