#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The standard normal distribution.
enum StandardNormal {
    /// The inverse of the cumulative distribution function, to about 1e-15, found by bisection and Newton's method on
    /// `erfc`: slow and plain, for tables that are made once. `probability` is strictly between 0 and 1.
    static func quantile(_ probability: Double) -> Double {
        var (low, high) = (-40.0, 40.0)
        for _ in 0..<20 {
            let middle = (low + high) / 2
            if cumulative(middle) < probability { low = middle } else { high = middle }
        }
        var value = (low + high) / 2
        for _ in 0..<4 {
            let density = exp(-value * value / 2) / (2 * Double.pi).squareRoot()
            guard density > 0 else { break }
            value -= (cumulative(value) - probability) / density
        }
        return value
    }

    static func cumulative(_ value: Double) -> Double {
        erfc(-value / 2.0.squareRoot()) / 2
    }
}
