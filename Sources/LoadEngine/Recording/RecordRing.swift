import Measurement
import Synchronization

/// Records on their way from one event loop to the one thread that writes them down: bounded, without a lock, allocated once. What
/// finds no room is counted, and never waited for.
///
/// One thread puts, one takes out; each publishes its position with a release that the other acquires (Lamport's ring).
final class RecordRing: @unchecked Sendable {
    // Sendable: positions are atomic, and a slot belongs to one side at a time by them.
    /// The sides' positions, on cache lines of their own.
    fileprivate struct Positions: ~Copyable {
        let put = Atomic<Int>(0)
        let lost = Atomic<Int>(0)
        private let gap: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
        let taken = Atomic<Int>(0)
    }

    let capacity: Int
    private let slots: UnsafeMutablePointer<RequestRecord>
    private let positions: UnsafeMutablePointer<Positions>

    /// Room for at least `capacity` records.
    init(capacity: Int = 1 << 16) {
        var power = 2
        while power < capacity { power *= 2 }
        self.capacity = power
        slots = .allocate(capacity: power)
        positions = .allocate(capacity: 1)
        positions.initialize(to: Positions())
    }

    deinit {
        slots.deallocate()
        positions.deinitialize(count: 1)
        positions.deallocate()
    }

    /// Records that found no room so far.
    var lost: Int { positions.pointee.lost.load(ordering: .relaxed) }

    /// The loop's end. There must be one only, and the ring must outlive it.
    var producer: Producer { Producer(slots: slots, positions: positions, capacity: capacity) }

    /// The loop's end of a ring.
    struct Producer {
        fileprivate let slots: UnsafeMutablePointer<RequestRecord>
        fileprivate let positions: UnsafeMutablePointer<Positions>
        fileprivate let capacity: Int
        private var count = 0
        /// As last seen: the other side's position is looked at only when the ring seems full.
        private var taken = 0

        fileprivate init(
            slots: UnsafeMutablePointer<RequestRecord>,
            positions: UnsafeMutablePointer<Positions>,
            capacity: Int
        ) {
            self.slots = slots
            self.positions = positions
            self.capacity = capacity
        }

        /// Puts a record in, or counts it as lost where there is no room.
        mutating func put(_ record: RequestRecord) {
            if count &- taken == capacity {
                taken = positions.pointee.taken.load(ordering: .acquiring)
                guard count &- taken < capacity else {
                    positions.pointee.lost.add(1, ordering: .relaxed)
                    return
                }
            }
            slots[count & (capacity &- 1)] = record
            count &+= 1
            positions.pointee.put.store(count, ordering: .releasing)
        }
    }

    /// Takes out all that is there, in one or two pieces. For one thread.
    /// - Returns: How many there were.
    func drain(_ body: (UnsafeBufferPointer<RequestRecord>) -> Void) -> Int {
        let end = positions.pointee.put.load(ordering: .acquiring)
        let start = positions.pointee.taken.load(ordering: .relaxed)
        var next = start
        while next < end {
            let slot = next & (capacity - 1)
            let count = min(end - next, capacity - slot)
            body(UnsafeBufferPointer(start: slots + slot, count: count))
            next += count
            positions.pointee.taken.store(next, ordering: .releasing)
        }
        return end - start
    }
}
