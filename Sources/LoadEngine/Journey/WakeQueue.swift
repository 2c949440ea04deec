/// Virtual users that think, by the moment at which they go on: a binary heap in fixed memory, exact to the nanosecond, where the
/// timer wheel's 17 ms would show in what is measured.
struct WakeQueue: ~Copyable {
    private struct Entry {
        var due: Int64
        var user: Int32
    }

    private let entries: UnsafeMutablePointer<Entry>
    private let capacity: Int
    private(set) var count = 0

    /// Room for `capacity` users, each of which is in it once at most.
    init(capacity: Int) {
        self.capacity = max(1, capacity)
        entries = .allocate(capacity: self.capacity)
    }

    deinit {
        entries.deallocate()
    }

    /// When the first goes on; `Int64.max` for none.
    var nextDue: Int64 { count > 0 ? entries[0].due : .max }

    mutating func push(_ user: Int, at due: Int64) {
        guard count < capacity else { return }
        var index = count
        count += 1
        while index > 0, case let parent = (index - 1) / 2, entries[parent].due > due {
            entries[index] = entries[parent]
            index = parent
        }
        entries[index] = Entry(due: due, user: Int32(truncatingIfNeeded: user))
    }

    /// The first user that is due at `now`, with its moment; nil where none is.
    mutating func pop(at now: Int64) -> (user: Int, due: Int64)? {
        guard count > 0, entries[0].due <= now else { return nil }
        let first = entries[0]
        count -= 1
        let last = entries[count]
        var index = 0
        while case var child = 2 * index + 1, child < count {
            if child + 1 < count, entries[child + 1].due < entries[child].due { child += 1 }
            guard entries[child].due < last.due else { break }
            entries[index] = entries[child]
            index = child
        }
        if count > 0 { entries[index] = last }
        return (Int(first.user), first.due)
    }
}
