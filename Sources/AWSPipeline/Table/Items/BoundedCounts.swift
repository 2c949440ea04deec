internal import AWSClient
internal import Measurement
internal import ResultPipeline

/// Counts by name for people to read, in a map of bounded size: what the message holds per endpoint must not double an
/// item. Beyond the bounds the largest counts stay, and the others are counted together.
struct BoundedCounts {
    static let maxNames = 64
    static let maxBytes = 8192

    private(set) var attribute: AttributeValue
    /// Whether counts were put together.
    private(set) var isFolded = false

    init(_ counts: [(String, UInt64)]) {
        let bytes = counts.reduce(0) { $0 + $1.0.utf8.count }
        guard counts.count > Self.maxNames || bytes > Self.maxBytes else {
            attribute = .map(Dictionary(counts.map { ($0, .integer($1)) }) { $1 })
            return
        }
        isFolded = true
        var kept: [String: UInt64] = [:]
        var others: UInt64 = 0
        var room = Self.maxBytes
        for (name, count) in counts.sorted(by: { ($1.1, $0.0) < ($0.1, $1.0) }) {
            if kept.count < Self.maxNames - 1, name.utf8.count <= room, name != CardinalityLimit.other {
                kept[name] = count
                room -= name.utf8.count
            } else {
                others = Self.added(others, count)
            }
        }
        kept[CardinalityLimit.other] = others
        attribute = .map(kept.mapValues { .integer($0) })
    }

    /// The counts of a map; nil where it is none.
    static func counts(_ attribute: AttributeValue) -> [String: UInt64]? {
        guard let map = attribute.map else { return nil }
        let counts = map.compactMapValues { $0.integer(as: UInt64.self) }
        return counts.count == map.count ? counts : nil
    }

    /// What several endpoints counted together; stays at `UInt64.max` once it would exceed that.
    static func sum<Key: Hashable>(_ counts: [[Key: UInt64]]) -> [Key: UInt64] {
        counts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: added) }
    }

    private static func added(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
