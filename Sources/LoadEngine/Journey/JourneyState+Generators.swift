import LoadPlan

extension JourneyState {
    /// Makes a value in `made`.
    func make(_ generator: Generator, _ user: Int) {
        let state = users + user
        switch generator {
        case .uuid: makeUUID(&state.pointee.random)
        case .integer(let from, let to):
            made.append(decimal: Int.random(in: min(from, to)...max(from, to), using: &state.pointee.random))
        case .choice(let texts):
            guard var text = texts.randomElement(using: &state.pointee.random) else { return }
            text.withUTF8 { made.append(UnsafeRawBufferPointer($0)) }
        case .string(let length):
            let letters: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
            for _ in 0..<max(0, length) {
                made.append(letters.utf8Start[Int.random(in: 0..<62, using: &state.pointee.random)])
            }
        case .timestamp: made.append(decimal: Int(wallSeconds))
        case .timestampMilliseconds: made.append(decimal: Int((MonotonicClock.now() &+ wallOffset) / 1_000_000))
        case .timestampISO8601: makeDate((MonotonicClock.now() &+ wallOffset) / 1_000_000)
        case .counter: made.append(decimal: state.pointee.iteration)
        case .virtualUser: made.append(decimal: segment.global(user))
        case .task: made.append(decimal: task)
        }
    }

    /// RFC 9562, version 4.
    private func makeUUID(_ random: inout SplitMix64) {
        let digits: StaticString = "0123456789abcdef"
        let high = random.next() & ~0xF000 | 0x4000
        let low = random.next() & ~(0b11 << 62) | 0b10 << 62
        for position in 0..<32 {
            if position == 8 || position == 12 || position == 16 || position == 20 { made.append(UInt8(ascii: "-")) }
            let word = position < 16 ? high : low
            made.append(digits.utf8Start[Int(word >> UInt64(60 - position % 16 * 4) & 15)])
        }
    }

    private func makeDate(_ milliseconds: Int64) {
        let days = Int(milliseconds / 86_400_000)
        let rest = Int(milliseconds % 86_400_000)
        // Howard Hinnant, `civil_from_days`.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isNextYear = month >= 10
        appendPadded(yearOfEra + era * 400 + (isNextYear ? 1 : 0), 4)
        made.append("-")
        appendPadded(isNextYear ? month - 9 : month + 3, 2)
        made.append("-")
        appendPadded(dayOfYear - (153 * month + 2) / 5 + 1, 2)
        made.append("T")
        appendPadded(rest / 3_600_000, 2)
        made.append(":")
        appendPadded(rest / 60_000 % 60, 2)
        made.append(":")
        appendPadded(rest / 1000 % 60, 2)
        made.append(".")
        appendPadded(rest % 1000, 3)
        made.append("Z")
    }

    private func appendPadded(_ value: Int, _ width: Int) {
        var bound = 10
        for _ in 1..<width {
            if value < bound { made.append(UInt8(ascii: "0")) }
            bound *= 10
        }
        made.append(decimal: value)
    }
}
