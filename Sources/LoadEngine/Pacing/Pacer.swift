/// When arrivals start: a pure sequence, without clock or I/O.
///
/// Pacers are values. A copy continues on its own from where the original stood, which is how the engine counts what
/// is due without keeping a list of it.
protocol Pacer: Sendable {
    /// The start of the next arrival in nanoseconds after the start of the load, never before the one returned last;
    /// nil when the share has no more.
    mutating func next() -> Int64?
}

extension Pacer {
    /// How many arrivals remain that start before `offset` (nanoseconds after the start of the load); they are passed over.
    mutating func count(before offset: Int64, pending: inout Int64?) -> UInt64 {
        var count: UInt64 = 0
        while let start = pending, start < offset {
            count += 1
            pending = next()
        }
        return count
    }
}
