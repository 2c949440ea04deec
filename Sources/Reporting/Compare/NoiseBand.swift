/// Where the difference of two runs lies, noise taken into account.
enum NoiseBand {
    /// Share of resampled differences left out at each end: a confidence of 99 %.
    private static let tail = 0.005

    /// The band of each metric's difference, in its unit, nil where it has none; nil where a run has too few windows.
    /// - Parameter lengths: Seconds of load of both runs: rates are per second.
    static func bands(
        _ base: WindowSeries,
        _ new: WindowSeries,
        _ metrics: [ComparisonMetric],
        lengths: (base: Double, new: Double),
        resamples: Int,
        _ random: inout some RandomNumberGenerator
    ) -> [ClosedRange<Double>?]? {
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
                guard let difference = ComparisonRow.difference(metric, old, now), difference.isFinite else { continue }
                differences[index].append(difference)
            }
        }
        let (before, after) = (base.figures(metrics), new.figures(metrics))
        let factor = widening(blocks: min(base.count / base.blockLength, new.count / new.blockLength))
        return metrics.indices.map { index in
            let (old, now) =
                metrics[index] == .rate
                ? (before[index] / lengths.base, after[index] / lengths.new) : (before[index], after[index])
            let centre = ComparisonRow.difference(metrics[index], old, now)
            return band(differences[index].sorted(), around: centre ?? 0, factor)
        }
    }

    private static func band(_ sorted: [Double], around centre: Double, _ factor: Double) -> ClosedRange<Double>? {
        let cut = Int(Double(sorted.count) * tail)
        guard let low = sorted.dropFirst(cut).first, let high = sorted.dropLast(cut).last else { return nil }
        let ends = [centre + (low - centre) * factor, centre + (high - centre) * factor]
        guard ends.allSatisfy(\.isFinite) else { return nil }
        return min(ends[0], ends[1])...max(ends[0], ends[1])
    }

    /// By how much the bootstrap's band is too narrow for few blocks: Student's t over the normal, at 99.5 %. Without it, two runs of
    /// twelve windows of the same target differed "beyond the noise" in up to 30 % of all pairs, with it in under 10 %.
    ///
    /// Source: the Cornish–Fisher expansion of Student's t, M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 26.7.5.
    static func widening(blocks: Int) -> Double {
        let (normal, freedom) = (2.5758, Double(max(1, blocks - 1)))
        let cube = normal * normal * normal
        let first = (cube + normal) / (4 * freedom)
        let second = (5 * cube * normal * normal + 16 * cube + 3 * normal) / (96 * freedom * freedom)
        return (normal + first + second) / normal
    }
}
