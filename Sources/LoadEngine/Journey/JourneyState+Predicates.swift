import JSONPath
import LoadPlan

extension JourneyState {
    /// Whether a predicate holds of a number: status, size and time.
    func holds(_ predicate: CompiledPredicate, number: Double, _ user: Int) -> Bool {
        switch predicate {
        case .exists: return true
        case .isMissing: return false
        case .less(let bound): return number < bound
        case .atMost(let bound): return number <= bound
        case .more(let bound): return number > bound
        case .atLeast(let bound): return number >= bound
        case .statusClass(let hundreds): return Int(number) / 100 == hundreds
        case .equals(let text): return withText(text, user) { $0.flatMap(Self.number) == number }
        case .differs(let text): return withText(text, user) { $0.flatMap(Self.number) != number }
        case .isOne(let texts): return texts.contains { $0.withUnsafeBytes(Self.number) == number }
        case .contains, .matches:
            var text = ByteBuffer(capacity: 24)
            text.append(decimal: Int(number))
            return holds(predicate, text: text.bytes, user)
        }
    }

    /// Whether a predicate holds of a text.
    func holds(_ predicate: CompiledPredicate, text: UnsafeRawBufferPointer, _ user: Int) -> Bool {
        switch predicate {
        case .exists: return true
        case .isMissing: return false
        case .less(let bound): return Self.number(text).map { $0 < bound } ?? false
        case .atMost(let bound): return Self.number(text).map { $0 <= bound } ?? false
        case .more(let bound): return Self.number(text).map { $0 > bound } ?? false
        case .atLeast(let bound): return Self.number(text).map { $0 >= bound } ?? false
        case .statusClass(let hundreds): return Self.number(text).map { Int($0) / 100 == hundreds } ?? false
        case .equals(let wanted): return withText(wanted, user) { $0.map { Self.equal(text, $0) } ?? false }
        case .differs(let wanted): return withText(wanted, user) { $0.map { !Self.equal(text, $0) } ?? true }
        case .isOne(let texts): return texts.contains { $0.withUnsafeBytes { Self.equal(text, $0) } }
        case .contains(let wanted): return withText(wanted, user) { $0.map { Self.contains(text, $0) } ?? false }
        case .matches(let pattern): return parts.patterns[pattern].firstMatch(in: text) != nil
        }
    }

    /// Equal as numbers where both are, else as text.
    static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        if left.count == right.count, left.elementsEqual(right) { return true }
        guard let left = number(left), let right = number(right) else { return false }
        return left == right
    }

    /// The number that a text writes, as JSON writes them.
    static func number(_ text: UnsafeRawBufferPointer) -> Double? {
        guard let first = text.first, text.count <= 64, first == UInt8(ascii: "-") || first &- 0x30 < 10 else {
            return nil
        }
        var whole: Double = 0
        for byte in text {
            guard byte &- 0x30 < 10, whole < 1e15 else { return Double(String(decoding: text, as: UTF8.self)) }
            whole = whole * 10 + Double(byte &- 0x30)
        }
        return whole
    }

    private static func contains(_ text: UnsafeRawBufferPointer, _ wanted: UnsafeRawBufferPointer) -> Bool {
        guard let first = wanted.first else { return true }
        guard text.count >= wanted.count else { return false }
        for start in 0...text.count - wanted.count where text[start] == first {
            if text[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
    }
}
