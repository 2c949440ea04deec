/// The examples of all windows of a run, merged in any order and grouping into the same bounded choice.
///
/// Of the slowest the slowest stay. Of those that failed some of every kind stay, drawn by their trace ids, so that one frequent
/// failure does not hide the others and none stands for its first seconds alone.
public struct ExemplarTotals: Sendable, Equatable {
    /// Most examples of either sort that a summary shows.
    public static let most = 20
    /// Kinds of failure that are told apart; there are fewer error labels and statuses than that in any real run.
    private static let mostKinds = 64

    private var slowest: [Exemplar] = []
    private var failed: [String: [Exemplar]] = [:]

    /// None.
    public init() {}

    /// Adds the examples of a window.
    public mutating func merge(_ window: WindowExemplars) {
        guard !window.isEmpty else { return }
        slowest = Self.chosen(slowest + window.slowest, by: Exemplar.isSlower)
        for (kind, examples) in Dictionary(grouping: window.failed, by: \.outcome) { add(examples, of: kind) }
    }

    /// Adds what was merged elsewhere. Commutative and associative.
    public mutating func merge(_ other: ExemplarTotals) {
        slowest = Self.chosen(slowest + other.slowest, by: Exemplar.isSlower)
        for (kind, examples) in other.failed { add(examples, of: kind) }
    }

    /// The summary's form; nil where there is none.
    public var summary: ExemplarSummary? {
        guard !slowest.isEmpty || !failed.isEmpty else { return nil }
        return ExemplarSummary(
            slowest: slowest(Self.most).map(ExemplarSummary.Request.init),
            failed: failed(Self.most).map(ExemplarSummary.Request.init)
        )
    }

    func slowest(_ count: Int) -> [Exemplar] { Array(slowest.prefix(count)) }

    /// One of each kind first, then a second of each, and so on.
    func failed(_ count: Int) -> [Exemplar] {
        let kinds = failed.sorted { $0.key < $1.key }.map(\.value)
        let rounds = kinds.map(\.count).max() ?? 0
        let turns = (0..<rounds).lazy.flatMap { round in kinds.compactMap { round < $0.count ? $0[round] : nil } }
        return Array(turns.prefix(count))
    }

    private mutating func add(_ examples: [Exemplar], of kind: String) {
        failed[kind] = Self.chosen((failed[kind] ?? []) + examples, by: Exemplar.isDrawnBefore)
        while failed.count > Self.mostKinds, let last = failed.keys.max() { failed[last] = nil }
    }

    private static func chosen(_ examples: [Exemplar], by precedes: (Exemplar, Exemplar) -> Bool) -> [Exemplar] {
        Array(examples.sorted(by: precedes).prefix(most))
    }
}
