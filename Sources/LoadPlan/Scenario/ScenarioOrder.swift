/// Which scenario iteration k of the whole run takes: a fixed pattern in which each comes as often as its weight says, spread as
/// evenly as whole numbers allow (smooth weighted round robin). Tasks that each know k agree without a message.
public struct ScenarioOrder: Sendable {
    private let pattern: [Int]

    /// The longest pattern; weights that add up to more are scaled down to it.
    private static let longest = 10_000

    /// Lays the pattern out. Weights below 1 count as 1.
    public init(weights: [Int]) {
        var weights = weights.map { max(1, $0) }
        let divisor = weights.reduce(0) { Self.greatestCommonDivisor($0, $1) }
        if divisor > 1 { weights = weights.map { $0 / divisor } }
        let total = weights.reduce(0.0) { $0 + Double($1) }
        if total > Double(Self.longest) {
            weights = weights.map { max(1, Int((Double($0) * Double(Self.longest) / total).rounded())) }
        }
        let sum = weights.reduce(0, +)
        var credit = [Int](repeating: 0, count: weights.count)
        var pattern: [Int] = []
        for _ in 0..<sum {
            var best = 0
            for index in weights.indices {
                credit[index] += weights[index]
                if credit[index] > credit[best] { best = index }
            }
            credit[best] -= sum
            pattern.append(best)
        }
        self.pattern = pattern.isEmpty ? [0] : pattern
    }

    /// The index of the scenario of iteration `iteration`, from 0.
    public func scenario(of iteration: Int) -> Int {
        pattern[iteration % pattern.count]
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestCommonDivisor(right, left % right)
    }
}
