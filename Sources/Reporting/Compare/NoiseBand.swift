/// Where the difference of two runs lies, noise taken into account.
enum NoiseBand {
    /// Share of resampled differences left out at each end: a confidence of 99 %.
    private static let tail = 0.005

    /// The band of each metric's difference, in its unit; nil where a run has too few windows.
    /// - Parameter lengths: Seconds of load of both runs: rates are per second.
    static func bands(
        _ base: WindowSeries,
        _ new: WindowSeries,
        _ metrics: [ComparisonMetric],
        lengths: (base: Double, new: Double),
        resamples: Int,
        _ random: inout some RandomNumberGenerator
    ) -> [ClosedRange<Double>]? {
        guard base.count >= WindowSeries.fewest, new.count >= WindowSeries.fewest else { return nil }
        guard lengths.base > 0, lengths.new > 0 else { return nil }
        var differences = [[Double]](repeating: [], count: metrics.count)
        for _ in 0..<resamples {
            let before = base.resampled(metrics, using: &random)
            let after = new.resampled(metrics, using: &random)
            for (index, metric) in metrics.enumerated() {
                let (old, now) =
                    metric == .rate
                    ? (before[index] / lengths.base, after[index] / lengths.new) : (before[index], after[index])
                guard let difference = ComparisonRow.difference(metric, old, now) else { continue }
                differences[index].append(difference)
            }
        }
        return differences.map { values in
            let sorted = values.sorted()
            let cut = Int(Double(sorted.count) * tail)
            guard let low = sorted.dropFirst(cut).first, let high = sorted.dropLast(cut).last else { return 0...0 }
            return min(low, high)...max(low, high)
        }
    }
}
