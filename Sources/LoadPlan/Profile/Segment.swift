/// One share of a run: the items `index`, `index + count`, `index + 2 × count`, … of everything that is numbered
/// (arrivals, virtual users).
///
/// A share is derived, never negotiated: whoever knows (`index`, `count`) knows its work, and all shares together are
/// exactly the whole. A run on one task is segment 0 of 1 and takes the same path as any other.
/// See docs/decisions/0001-striped-shares.md.
public struct Segment: Hashable, Sendable, Codable {
    /// Position of this share, 0 ..< `count`.
    public let index: Int
    /// Number of shares, at least 1.
    public let count: Int

    /// The whole run as one share.
    public static let whole = Segment(index: 0, of: 1)

    /// Creates share `index` of `count`; values outside the valid range are clamped into it.
    public init(index: Int, of count: Int) {
        self.count = max(1, count)
        self.index = min(max(0, index), self.count - 1)
    }

    /// How many of `total` items are this share's. Over all shares the numbers sum to `total` and differ by at most one
    /// (largest remainder for equal shares).
    public func share(of total: Int) -> Int {
        total > index ? (total - index - 1) / count + 1 : 0
    }

    /// The run-wide number of this share's item `position` (both from 0).
    public func global(_ position: Int) -> Int {
        index + position * count
    }

    /// Divides this share further, by the same rule: the parts' items are together exactly this share's.
    public func part(_ part: Int, of parts: Int) -> Segment {
        let parts = max(1, parts)
        return Segment(index: index + min(max(0, part), parts - 1) * count, of: count * parts)
    }
}
