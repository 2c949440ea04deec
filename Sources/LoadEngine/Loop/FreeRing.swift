/// Virtual users without a request, first in first out, in fixed memory.
struct FreeRing: ~Copyable {
    private let slots: UnsafeMutablePointer<Int32>
    private let capacity: Int
    private var head = 0
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
        slots = .allocate(capacity: self.capacity)
    }

    deinit {
        slots.deallocate()
    }

    /// Adds a virtual user; each may be in the ring only once, so it is never full.
    @inline(__always)
    mutating func push(_ user: Int) {
        var tail = head &+ count
        if tail >= capacity { tail &-= capacity }
        slots[tail] = Int32(truncatingIfNeeded: user)
        count &+= 1
    }

    /// The one that has been free for longest, or -1.
    @inline(__always)
    mutating func pop() -> Int {
        guard count > 0 else { return -1 }
        let user = Int(slots[head])
        head &+= 1
        if head == capacity { head = 0 }
        count &-= 1
        return user
    }
}
