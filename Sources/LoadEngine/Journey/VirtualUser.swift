/// What a virtual user knows in the middle of an iteration. Plain memory but for its cookies and the rare header fields that a
/// capture asks for; capture slots, counters and group starts lie in tables of the loop.
struct VirtualUser {
    /// What it is doing.
    enum Phase: UInt8 {
        /// Between two iterations.
        case free
        /// Waits for a moment, in the loop's wake queue.
        case thinking
        /// Its request is under way.
        case awaiting
    }

    var phase = Phase.free
    /// The next request is the one that the arrival asked for, and was counted as scheduled when it was due.
    var isArrival = false
    /// Groups that are open.
    var openGroups: UInt8 = 0
    /// Status of the last response; 0 before the first.
    var lastStatus: UInt16 = 0
    /// Bit d: a request failed since the group at depth d began.
    var failedGroups: UInt64 = 0
    /// Position in the program.
    var position: Int32 = 0
    /// The request under way.
    var request: Int32 = 0
    /// Number of the iteration in the whole run.
    var iteration = 0
    /// Repeats this iteration's random choices, whatever else the loop does.
    var random = SplitMix64(seed: 0)
    var jar = CookieJar()
    /// Values of header fields that the request's captures and checks read, by index into the program's names.
    var headers: [(name: Int, value: [UInt8])] = []
    /// The response's content, where it came in several pieces.
    var content = CarryBuffer()
    /// The request's bytes, where they may be sent again.
    var kept = CarryBuffer()
    /// The request's path, where it holds values.
    var path = SlotValue()
}

/// A value of its own memory, which is used again for the next.
struct SlotValue {
    private var base: UnsafeMutablePointer<UInt8>?
    private var capacity: Int32 = 0
    /// Bytes of the value; -1 for none.
    private var length: Int32 = -1

    /// Longer values are cut off: no response can fill the memory through a capture.
    static let longest = 65_536

    var isSet: Bool { length >= 0 }

    var bytes: UnsafeRawBufferPointer? {
        length < 0 ? nil : UnsafeRawBufferPointer(start: base, count: Int(length))
    }

    /// Bytes of memory that it holds on to.
    var footprint: Int { Int(capacity) }

    mutating func set(_ source: UnsafeRawBufferPointer) {
        let count = min(source.count, Self.longest)
        if count > Int(capacity) {
            base?.deallocate()
            let larger = max(32, count)
            base = .allocate(capacity: larger)
            capacity = Int32(larger)
        }
        if let base, let start = source.baseAddress, count > 0 {
            UnsafeMutableRawPointer(base).copyMemory(from: start, byteCount: count)
        }
        length = Int32(count)
    }

    mutating func clear() { length = -1 }

    mutating func discard() {
        base?.deallocate()
        base = nil
        capacity = 0
        length = -1
    }
}
