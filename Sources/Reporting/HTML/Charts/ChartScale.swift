#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Where values stand on a vertical axis, and which of them are named there.
struct ChartScale {
    enum Kind: String { case linear, logarithmic }

    let kind: Kind
    let low: Double
    let high: Double
    /// Values with a line of their own.
    let ticks: [Double]

    /// From zero to a round number at or above `largest`.
    static func linear(to largest: Double) -> ChartScale {
        guard largest > 0, largest.isFinite else { return ChartScale(kind: .linear, low: 0, high: 1, ticks: [0, 1]) }
        let rough = largest / 4
        let power = pow(10, log10(rough).rounded(.down))
        let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? rough
        let count = max(1, (largest / step - 1e-9).rounded(.up))
        return ChartScale(kind: .linear, low: 0, high: step * count, ticks: (0...Int(count)).map { Double($0) * step })
    }

    /// Whole powers of ten around all values above zero.
    static func logarithmic(from smallest: Double, to largest: Double) -> ChartScale {
        guard smallest > 0, largest >= smallest, largest.isFinite else { return linear(to: largest) }
        let low = log10(smallest).rounded(.down)
        let high = max(low + 1, (log10(largest) - 1e-9).rounded(.up))
        let powers = stride(from: low, through: high, by: 1).map { pow(10, $0) }
        return ChartScale(kind: .logarithmic, low: pow(10, low), high: pow(10, high), ticks: powers)
    }

    /// 0 at the bottom, 1 at the top.
    func share(of value: Double) -> Double {
        switch kind {
        case .linear: min(max(value / high, 0), 1)
        case .logarithmic: min(max(log10(max(value, low) / low) / log10(high / low), 0), 1)
        }
    }
}
