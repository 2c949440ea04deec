/// Deadlines of connections, at most one each, to within 17 ms: a hashed wheel (Varghese and Lauck, SOSP 1987) whose
/// lists run through the connections themselves. Arming and disarming take constant time and no memory.
struct TimerWheel: ~Copyable {
    /// 2²⁴ ns per slot; a turn of the wheel takes 8.6 s, and later deadlines wait for a later turn.
    private static let shift: Int64 = 24
    private static let slotCount = 512
    /// `previousTimer` of a list's first element is this minus the slot.
    private static let headMark: Int32 = -2

    private let heads = UnsafeMutablePointer<Int32>.allocate(capacity: Self.slotCount)
    private let connections: UnsafeMutablePointer<Connection>
    private var turnedTo: Int64
    private(set) var armed = 0

    init(_ connections: UnsafeMutablePointer<Connection>, now: Int64) {
        self.connections = connections
        heads.initialize(repeating: -1, count: Self.slotCount)
        turnedTo = now >> Self.shift
    }

    deinit {
        heads.deallocate()
    }

    /// When the wheel wants to be turned next.
    var nextTurn: Int64 { (turnedTo &+ 1) << Self.shift }

    /// Sets the deadline of a connection, instead of the one it had.
    @inline(__always)
    mutating func arm(_ index: Int, at deadline: Int64) {
        disarm(index)
        let connection = connections + index
        // The slot after the deadline's: when the wheel gets there, the deadline has passed.
        let slot = Int(truncatingIfNeeded: max(deadline >> Self.shift, turnedTo) &+ 1) & (Self.slotCount &- 1)
        let first = heads[slot]
        connection.pointee.deadline = deadline
        connection.pointee.previousTimer = Self.headMark &- Int32(truncatingIfNeeded: slot)
        connection.pointee.nextTimer = first
        if first >= 0 { connections[Int(first)].previousTimer = Int32(truncatingIfNeeded: index) }
        heads[slot] = Int32(truncatingIfNeeded: index)
        armed &+= 1
    }

    /// Takes the deadline of a connection back; nothing where there is none.
    @inline(__always)
    mutating func disarm(_ index: Int) {
        let connection = connections + index
        let previous = connection.pointee.previousTimer
        guard previous != -1 else { return }
        let next = connection.pointee.nextTimer
        if previous <= Self.headMark {
            heads[Int(Self.headMark &- previous)] = next
        } else {
            connections[Int(previous)].nextTimer = next
        }
        if next >= 0 { connections[Int(next)].previousTimer = previous }
        connection.pointee.previousTimer = -1
        connection.pointee.nextTimer = -1
        armed &-= 1
    }

    /// A connection whose deadline has passed, disarmed; -1 when there is none. Call until -1.
    mutating func expired(now: Int64) -> Int {
        let target = now >> Self.shift
        // After a long sleep one whole turn meets every slot.
        turnedTo = max(turnedTo, target &- Int64(Self.slotCount))
        while turnedTo < target {
            let slot = Int(truncatingIfNeeded: turnedTo &+ 1) & (Self.slotCount &- 1)
            var index = heads[slot]
            while index >= 0 {
                if connections[Int(index)].deadline <= now {
                    disarm(Int(index))
                    return Int(index)
                }
                index = connections[Int(index)].nextTimer
            }
            turnedTo &+= 1
        }
        return -1
    }
}
