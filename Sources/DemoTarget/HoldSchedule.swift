internal import NIOCore
internal import Synchronization

/// Hands out the hold times in their order, over all connections, starting again at the end of the table.
final class HoldSchedule: Sendable {
    private let holds: [TimeAmount]
    private let position = Atomic<Int>(0)

    init(_ holds: LognormalHolds) {
        self.holds = holds.seconds.map { .nanoseconds(Int64($0 * 1e9)) }
    }

    func next() -> TimeAmount {
        let position = position.wrappingAdd(1, ordering: .relaxed).oldValue
        return holds[Int(UInt(bitPattern: position) % UInt(holds.count))]
    }
}
