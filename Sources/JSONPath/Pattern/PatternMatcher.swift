/// Runs a pattern's program over a text once, all places at the same time.
struct PatternMatcher {
    private let program: PatternProgram
    private let text: UnsafeRawBufferPointer
    /// The match must be the whole text.
    private let isAnchored: Bool
    private let slotCount: Int

    /// The places in order of preference, and which are taken; captures lie at place × slots.
    private struct Places {
        var list: [Int] = []
        var taken: [Bool]
        var captures: [Int]

        init(_ count: Int, slots: Int) {
            taken = [Bool](repeating: false, count: count)
            captures = [Int](repeating: -1, count: count * slots)
        }

        mutating func add(_ place: Int, _ slots: [Int]) {
            guard !taken[place] else { return }
            taken[place] = true
            list.append(place)
            for (slot, value) in slots.enumerated() { captures[place * slots.count + slot] = value }
        }

        mutating func clear() {
            for place in list { taken[place] = false }
            list.removeAll(keepingCapacity: true)
        }
    }

    /// What is left to do while one place is entered.
    private enum Task {
        case enter(Int)
        case restore(slot: Int, value: Int)
    }

    private var current: Places
    private var following: Places
    private var visited: [Int]
    private var stamp = 0
    private var tasks: [Task] = []
    private var slots: [Int]

    init(_ program: PatternProgram, _ text: UnsafeRawBufferPointer, isAnchored: Bool) {
        self.program = program
        self.text = text
        self.isAnchored = isAnchored
        slotCount = 2 * (program.groupCount + 1)
        let count = program.instructions.count
        current = Places(count, slots: slotCount)
        following = current
        visited = [Int](repeating: 0, count: count)
        slots = [Int](repeating: -1, count: slotCount)
    }

    mutating func run() -> [Range<Int>?]? {
        var found: [Int]?
        var position = 0
        while true {
            if current.list.isEmpty {
                if found != nil || isAnchored && position > 0 { break }
                if !isAnchored, let first = program.firstByte {
                    while position < text.count, text[position] != first { position += 1 }
                }
            }
            if found == nil, !isAnchored || position == 0 {
                for slot in slots.indices { slots[slot] = -1 }
                if current.list.isEmpty { stamp += 1 }
                enter(0, at: position, isFollowing: false)
            }
            let (scalar, length) = decode(position)
            stamp += 1
            for place in current.list {
                switch program.instructions[place] {
                case .match:
                    if isAnchored, position < text.count { continue }
                    found = Array(current.captures[place * slotCount..<(place + 1) * slotCount])
                case .scalar(let wanted) where length > 0 && wanted == scalar: follow(place, at: position + length)
                case .set(let index) where length > 0 && program.sets[index].contains(scalar):
                    follow(place, at: position + length)
                default: continue
                }
                if case .match = program.instructions[place] { break }
            }
            current.clear()
            swap(&current, &following)
            if position >= text.count { break }
            position += max(1, length)
        }
        return found.map { slots in
            stride(from: 0, to: slots.count, by: 2).map { index in
                slots[index] >= 0 && slots[index + 1] >= slots[index] ? slots[index]..<slots[index + 1] : nil
            }
        }
    }

    private mutating func follow(_ place: Int, at position: Int) {
        for slot in slots.indices { slots[slot] = current.captures[place * slotCount + slot] }
        enter(place + 1, at: position, isFollowing: true)
    }

    /// Enters a place, and those that follow from it without a character, in order of preference.
    private mutating func enter(_ start: Int, at position: Int, isFollowing: Bool) {
        tasks.removeAll(keepingCapacity: true)
        tasks.append(.enter(start))
        while let task = tasks.popLast() {
            guard case .enter(let place) = task else {
                if case .restore(let slot, let value) = task { slots[slot] = value }
                continue
            }
            guard visited[place] != stamp else { continue }
            visited[place] = stamp
            switch program.instructions[place] {
            case .jump(let target): tasks.append(.enter(target))
            case .split(let first, let second):
                tasks.append(.enter(second))
                tasks.append(.enter(first))
            case .save(let slot):
                tasks.append(.restore(slot: slot, value: slots[slot]))
                slots[slot] = position
                tasks.append(.enter(place + 1))
            case .assertion(let assertion): if holds(assertion, at: position) { tasks.append(.enter(place + 1)) }
            case .scalar, .set, .match:
                if isFollowing {
                    following.add(place, slots)
                } else {
                    current.add(place, slots)
                }
            }
        }
    }

    private func holds(_ assertion: PatternNode.Assertion, at position: Int) -> Bool {
        switch assertion {
        case .start: position == 0
        case .end: position == text.count
        case .lineStart: position == 0 || text[position - 1] == 0x0A
        case .lineEnd: position == text.count || text[position] == 0x0A
        case .wordBoundary: isWord(position - 1) != isWord(position)
        case .noWordBoundary: isWord(position - 1) == isWord(position)
        }
    }

    private func isWord(_ index: Int) -> Bool {
        guard text.indices.contains(index) else { return false }
        return ScalarSet.word.contains { $0.contains(UInt32(text[index])) }
    }

    /// The scalar at a position and its length in bytes; a byte that begins none stands for itself. Length 0 at the end.
    private func decode(_ position: Int) -> (UInt32, Int) {
        guard position < text.count else { return (0, 0) }
        let lead = text[position]
        guard lead >= 0xC2, lead < 0xF5 else { return (lead < 0x80 ? UInt32(lead) : 0xFFFD, 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard position + length <= text.count else { return (0xFFFD, 1) }
        var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for index in 1..<length {
            guard text[position + index] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(text[position + index] & 0x3F)
        }
        return (scalar, length)
    }
}
