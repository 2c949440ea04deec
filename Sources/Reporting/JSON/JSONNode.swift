/// A JSON document whose members keep their order.
indirect enum JSONNode: Sendable {
    case object([(String, JSONNode)])
    case array([JSONNode])
    case string(String)
    case integer(Int)
    case count(UInt64)
    case number(Double)
    case bool(Bool)
    case null

    /// Counts by name, sorted by name.
    static func counts(_ counts: [String: UInt64]) -> JSONNode {
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .count($0.value)) })
    }

    static func strings(_ strings: [String]) -> JSONNode {
        .array(strings.map { .string($0) })
    }
}
