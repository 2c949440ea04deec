internal import Measurement

/// The windows of a run or of one endpoint as a bootstrap draws from them.
struct WindowSeries {
    /// Fewest windows that tell anything of noise.
    static let fewest = 8

    private struct Window {
        var sent: Double
        var failed: Double
        var completed: Double
        /// p50, p95 and p99 in milliseconds, where there are no buckets.
        var percentiles: [Double]
    }

    private var windows: [Window] = []
    /// Latencies of all windows by bucket, `width` numbers for each window, the first of them for `firstBucket`.
    private var buckets: [Double] = []
    private var width = 0
    private var firstBucket = 0
    private let isSketched: Bool

    var count: Int { windows.count }

    init(sketched: [SketchedWindow]) {
        isSketched = true
        let used = sketched.flatMap { $0.responseTime.buckets.map(\.index) }
        guard let first = used.min(), let last = used.max() else { return }
        (firstBucket, width) = (first, last - first + 1)
        buckets = [Double](repeating: 0, count: width * sketched.count)
        for (row, window) in sketched.enumerated() {
            for bucket in window.responseTime.buckets {
                buckets[row * width + bucket.index - first] = Double(bucket.count)
            }
            windows.append(
                Window(
                    sent: Double(window.counts.sent),
                    failed: Double(window.counts.failed),
                    completed: Double(window.counts.completed),
                    percentiles: []
                )
            )
        }
    }

    /// A summary's timeline holds percentiles of each window only: their mean stands for the percentile of the run.
    init(timeline: [TimelineEntry]) {
        isSketched = false
        windows = timeline.map { entry in
            Window(
                sent: Double(entry.sent),
                failed: Double(entry.failed),
                completed: Double(entry.completed),
                percentiles: [entry.p50, entry.p95, entry.p99]
            )
        }
    }

    /// `figures` of as many windows as there are, drawn with replacement in circular blocks of ∛n windows, which keeps what
    /// neighbours have in common.
    ///
    /// Source: D. Politis and J. Romano, "A circular block-resampling procedure for stationary data", 1992.
    func resampled(_ metrics: [ComparisonMetric], using random: inout some RandomNumberGenerator) -> [Double] {
        let block = blockLength
        var weights = [Double](repeating: 0, count: count)
        var drawn = 0
        while drawn < count {
            let start = Int.random(in: 0..<count, using: &random)
            for offset in 0..<min(block, count - drawn) { weights[(start + offset) % count] += 1 }
            drawn += block
        }
        return figures(metrics, weights: weights)
    }

    /// `figures` of the windows as they are.
    func figures(_ metrics: [ComparisonMetric]) -> [Double] {
        figures(metrics, weights: [Double](repeating: 1, count: count))
    }

    /// Windows that are drawn together.
    var blockLength: Int { max(1, Int(Double(count).cubeRoot.rounded())) }

    private func figures(_ metrics: [ComparisonMetric], weights: [Double]) -> [Double] {
        var sum = Window(sent: 0, failed: 0, completed: 0, percentiles: [0, 0, 0])
        for (window, weight) in zip(windows, weights) where weight > 0 {
            sum.sent += weight * window.sent
            sum.failed += weight * window.failed
            sum.completed += weight * window.completed
            for index in window.percentiles.indices {
                sum.percentiles[index] += weight * window.completed * window.percentiles[index]
            }
        }
        let latencies = latencies(weights)
        let measured = latencies.reduce(0, +)
        return metrics.map { metric in
            switch metric {
            case .percentile(let percentile):
                guard isSketched else {
                    return sum.completed > 0 ? sum.percentiles[Self.nearest(percentile)] / sum.completed : 0
                }
                let rank = max(1, (percentile / 100 * measured).rounded(.up))
                return LatencySketch.value(ofRank: rank, in: latencies, from: firstBucket) / 1000
            case .failed: return sum.sent > 0 ? sum.failed / sum.sent * 100 : 0
            case .rate: return sum.completed
            }
        }
    }

    /// The buckets of all windows, each as often as it was drawn. The hot loop of a comparison.
    private func latencies(_ weights: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: width)
        sum.withUnsafeMutableBufferPointer { sum in
            buckets.withUnsafeBufferPointer { buckets in
                for (row, weight) in weights.enumerated() where weight > 0 {
                    let start = row * width
                    for index in 0..<sum.count { sum[index] += weight * buckets[start + index] }
                }
            }
        }
        return sum
    }

    private static func nearest(_ percentile: Double) -> Int { percentile <= 75 ? 0 : percentile <= 97 ? 1 : 2 }
}

extension Double {
    fileprivate var cubeRoot: Double {
        guard self > 0 else { return 0 }
        // Newton's iteration converges from above for every start beyond the root.
        var root = max(self, 1)
        for _ in 0..<60 { root -= (root * root * root - self) / (3 * root * root) }
        return root
    }
}
