/// An IPv4 address in any of the number forms that browsers take (URL Standard, section 3.5, "IPv4 parser").
struct IPv4Address {
    let value: UInt32

    init(value: UInt32) {
        self.value = value
    }

    /// Whether the last part of `domain` is a number, so that it can only be an address.
    static func isMeant(by domain: String) -> Bool {
        guard let last = parts(of: domain).last, !last.isEmpty else { return false }
        return last.utf8.allSatisfy { $0.decimalDigit != nil } || number(last) != nil
    }

    init?(parsing domain: String) {
        let numbers = Self.parts(of: domain).map(Self.number)
        guard numbers.count <= 4, let last = numbers.last, var address = last else { return nil }
        guard address < 1 << (8 * UInt64(5 - numbers.count)) else { return nil }
        for (position, number) in numbers.dropLast().enumerated() {
            guard let number, number < 256 else { return nil }
            address |= number << (8 * UInt64(3 - position))
        }
        value = UInt32(truncatingIfNeeded: address)
    }

    var text: String {
        [24, 16, 8, 0].map { "\(value >> $0 & 0xFF)" }.joined(separator: ".")
    }

    private static func parts(of domain: String) -> [Substring] {
        var parts = domain.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        return parts
    }

    /// A decimal, octal (`0…`) or hexadecimal (`0x…`) number. One that is too large for an address is `UInt32.max + 1`.
    private static func number(_ part: Substring) -> UInt64? {
        var digits = part.utf8
        guard !digits.isEmpty else { return nil }
        var radix: UInt64 = 10
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
            digits = digits.dropFirst(2)
            radix = 16
        } else if digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits = digits.dropFirst()
            radix = 8
        }
        var value: UInt64 = 0
        for digit in digits {
            guard let digit = digit.hexDigit, digit < radix else { return nil }
            value = min(value * radix + UInt64(digit), 1 << 32)
        }
        return value
    }
}
