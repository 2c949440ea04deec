/// The examples that one task gives of one window; few, however many requests there were.
public struct WindowExemplars: Codable, Hashable, Sendable {
    /// Those whose whole response took longest, whatever its status; longest first.
    public var slowest: [Exemplar]
    /// Some of those that failed after they were sent, of as many kinds as there is room for.
    public var failed: [Exemplar]

    /// Most examples of either sort.
    public static let most = 3

    /// Takes them over as they are.
    public init(slowest: [Exemplar] = [], failed: [Exemplar] = []) {
        self.slowest = slowest
        self.failed = failed
    }

    /// The most telling of any number of candidates.
    public init(choosingFrom slowest: [Exemplar], failed: [Exemplar]) {
        var totals = ExemplarTotals()
        totals.merge(WindowExemplars(slowest: slowest, failed: failed))
        self.init(slowest: totals.slowest(Self.most), failed: totals.failed(Self.most))
    }

    /// Nothing to tell; the form of plans that send no `traceparent`.
    public var isEmpty: Bool { slowest.isEmpty && failed.isEmpty }
}
