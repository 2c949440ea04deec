#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Shapes that response times take, in microseconds.
enum Distribution: String, CaseIterable {
    case uniform, lognormal, exponential, bimodal, constant, pareto

    func values(_ count: Int, seed: UInt64 = 20_260_101) -> [UInt64] {
        var generator = SeededGenerator(state: seed)
        return (0..<count).map { _ in sample(&generator) }
    }

    private func sample(_ generator: inout SeededGenerator) -> UInt64 {
        switch self {
        case .uniform: return UInt64(generator.unit() * 1_000_000)
        case .lognormal: return UInt64(20_000 * exp(0.6 * normal(&generator)))
        case .exponential: return UInt64(-50_000 * log(1 - generator.unit()))
        case .bimodal: return UInt64(abs((generator.unit() < 0.9 ? 5_000 : 900_000) * (1 + normal(&generator) / 10)))
        case .constant: return 123_457
        case .pareto: return Swift.min(UInt64(1_000 / pow(1 - generator.unit(), 1 / 1.2)), 3_600_000_000)
        }
    }

    /// Box and Muller 1958.
    private func normal(_ generator: inout SeededGenerator) -> Double {
        (-2 * log(1 - generator.unit())).squareRoot() * cos(2 * Double.pi * generator.unit())
    }
}

/// Nearest rank by sorting: what a percentile is, without any histogram. `thousandths` of a per cent keep it in integers.
func nearestRank(_ sorted: [UInt64], thousandths: Int) -> UInt64 {
    sorted[Swift.max((thousandths * sorted.count + 99_999) / 100_000, 1) - 1]
}

/// |measured − truth| / truth.
func relativeError(_ measured: Double, _ truth: Double) -> Double {
    truth == 0 ? abs(measured) : abs(measured - truth) / truth
}
