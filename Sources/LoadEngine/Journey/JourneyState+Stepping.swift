import Glibc
import LoadPlan

extension JourneyState {
    /// What is to be done for a virtual user.
    enum Action {
        /// Send this request now.
        case request(Int)
        /// It goes on later, and is in the wake queue.
        case thinks
        /// The iteration is over. The virtual user may begin the next at the moment that `due` says.
        case finished
    }

    /// The scenario of iteration `number` of this loop.
    func scenario(ofLocal number: Int) -> Int {
        program.order.scenario(of: segment.global(number))
    }

    /// Begins the loop's iteration `number`. False where a data set has no row for it.
    func begin(_ user: Int, iteration number: Int) -> Bool {
        let iteration = segment.global(number)
        let state = users + user
        // Both numbers go through the generator, as neighbours would otherwise give shifted copies.
        var run = SplitMix64(seed: seed)
        var own = SplitMix64(seed: UInt64(truncatingIfNeeded: iteration) &+ 0x5EED)
        state.pointee.random = SplitMix64(seed: run.next() ^ own.next())
        for (index, set) in dataSets.enumerated() {
            guard let row = set.row(of: iteration, random: &state.pointee.random) else {
                isExhausted = true
                return false
            }
            rows[user * dataSets.count + index] = row
        }
        state.pointee.iteration = iteration
        state.pointee.position = Int32(program.parts.entries[program.order.scenario(of: iteration)])
        state.pointee.lastStatus = 0
        state.pointee.openGroups = 0
        state.pointee.failedGroups = 0
        state.pointee.jar.removeAll()
        for slot in parts.slots.indices {
            if let value = parts.initialSlots[slot] {
                value.withUnsafeBytes { slots[user * parts.slots.count + slot].set($0) }
            } else {
                slots[user * parts.slots.count + slot].clear()
            }
        }
        active += 1
        return true
    }

    /// Goes on until there is something to do. `due` is when the last response arrived, or the iteration was to begin, and comes back
    /// as the moment at which the request, or the end, is due.
    func next(_ user: Int, due: inout Int64, now: Int64) -> Action {
        let state = users + user
        var stretch = 0
        while true {
            stretch += 1
            if stretch > Self.longestStretch { return think(user, until: max(due, now)) }
            let position = Int(state.pointee.position)
            switch parts.instructions[position] {
            case .request(let index):
                guard due <= now else { return think(user, until: due) }
                state.pointee.request = Int32(truncatingIfNeeded: index)
                state.pointee.phase = .awaiting
                return .request(index)
            case .pause(let pause):
                stretch = 0
                due &+= length(of: pause, &state.pointee.random)
            case .beginGroup(let group):
                let place = user * parts.groupDepth + Int(state.pointee.openGroups)
                groupStarts[place] = due
                groupIndices[place] = Int32(truncatingIfNeeded: group)
                state.pointee.failedGroups &= ~(1 << UInt64(state.pointee.openGroups))
                state.pointee.openGroups += 1
            case .endGroup:
                // A pause at the group's end is part of it, and of its time.
                guard due <= now else { return think(user, until: due) }
                closeGroup(user, at: due)
            case .jump(let target):
                state.pointee.position = Int32(truncatingIfNeeded: target)
                continue
            case .jumpUnless(let condition, let target):
                if !holds(parts.conditions[condition], user) {
                    state.pointee.position = Int32(truncatingIfNeeded: target)
                    continue
                }
            case .clear(let counter): counters[user * parts.counters + counter] = 0
            case .jumpBelow(let counter, let limit, let target):
                let place = user * parts.counters + counter
                if Int(counters[place]) < limit {
                    counters[place] += 1
                    state.pointee.position = Int32(truncatingIfNeeded: target)
                    continue
                }
            case .end:
                guard due <= now else { return think(user, until: due) }
                finish(user)
                return .finished
            }
            state.pointee.position += 1
        }
    }

    /// The iteration is over, or cut short: groups that are open have failed.
    func finish(_ user: Int) {
        let state = users + user
        while state.pointee.openGroups > 0 {
            state.pointee.openGroups -= 1
            let group = Int(groupIndices[user * parts.groupDepth + Int(state.pointee.openGroups)])
            groupStatistics(group).pointee.failed &+= 1
        }
        state.pointee.phase = .free
        state.pointee.kept.discard()
        state.pointee.content.discard()
        active -= 1
    }

    private func closeGroup(_ user: Int, at end: Int64) {
        let state = users + user
        state.pointee.openGroups -= 1
        let depth = Int(state.pointee.openGroups)
        let place = user * parts.groupDepth + depth
        let window = groupStatistics(Int(groupIndices[place]))
        window.pointee.completed &+= 1
        window.pointee.responseTime.record(nanoseconds: end &- groupStarts[place])
        if state.pointee.failedGroups >> UInt64(depth) & 1 != 0 { window.pointee.failed &+= 1 }
    }

    private func think(_ user: Int, until due: Int64) -> Action {
        users[user].phase = .thinking
        waking.push(user, at: due)
        return .thinks
    }

    private func length(of pause: Pause, _ random: inout SplitMix64) -> Int64 {
        let seconds: Double
        switch pause {
        case .fixed(let length): seconds = length
        case .uniform(let from, let to): seconds = Double.random(in: min(from, to)...max(from, to), using: &random)
        case .exponential(let mean):
            let uniform = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random)
            seconds = min(-log(uniform), 10) * mean
        }
        return Int64(max(0, seconds) * 1e9)
    }
}
