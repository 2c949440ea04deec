/// A number as DynamoDB keeps it: at most 38 significant digits, magnitude 1E-130 … 9.99E+125, without the form in which it
/// was written.
struct StrictNumber: Hashable, Sendable, Comparable {
    private let isNegative: Bool
    /// Significant digits, without zeros at either end; empty for zero.
    private let digits: [UInt8]
    /// The value is 0.digits × 10^exponent.
    private let exponent: Int

    init(_ text: String) throws(StrictRefusal) {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        let parts = rest.split(separator: /[eE]/, maxSplits: 1, omittingEmptySubsequences: false)
        let power = parts.count == 2 ? Int(parts[1]) : 0
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let all = mantissa.joined()
        guard let power, !all.isEmpty, all.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw StrictRefusal("The parameter cannot be converted to a numeric value: \(text)")
        }
        let zeros = all.utf8.prefix { $0 == 0x30 }.count
        var digits = Array(all.utf8.dropFirst(zeros))
        while digits.last == 0x30 { digits.removeLast() }
        exponent = digits.isEmpty ? 0 : mantissa[0].utf8.count - zeros + power
        self.digits = digits
        self.isNegative = isNegative && !digits.isEmpty
        guard digits.count <= 38 else {
            throw StrictRefusal("Attempting to store more than 38 significant digits in a Number")
        }
        guard digits.isEmpty || (-129...126).contains(exponent) else {
            throw StrictRefusal("Number overflow or underflow: \(text)")
        }
    }

    /// Plain decimal digits, without an exponent.
    var text: String {
        guard !digits.isEmpty else { return "0" }
        let all = String(decoding: digits, as: UTF8.self)
        let plain: String
        if exponent <= 0 {
            plain = "0." + String(repeating: "0", count: -exponent) + all
        } else if exponent >= digits.count {
            plain = all + String(repeating: "0", count: exponent - digits.count)
        } else {
            plain = all.prefix(exponent) + "." + all.dropFirst(exponent)
        }
        return (isNegative ? "-" : "") + plain
    }

    /// One byte for two significant digits, and one more; another for the sign.
    var bytes: Int { (digits.count + 1) / 2 + 1 + (isNegative ? 1 : 0) }

    static func < (left: StrictNumber, right: StrictNumber) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? left.isFurther(right) : right.isFurther(left)
    }

    /// Whether the magnitude is larger.
    private func isFurther(_ other: StrictNumber) -> Bool {
        guard !digits.isEmpty, !other.digits.isEmpty else { return !digits.isEmpty }
        guard exponent == other.exponent else { return exponent > other.exponent }
        return other.digits.lexicographicallyPrecedes(digits)
    }
}

/// A refusal with the text of a ValidationException.
struct StrictRefusal: Error {
    var code = "ValidationException"
    var message: String
    var item: StrictItem?

    init(_ message: String) {
        self.message = message
    }

    init(code: String, _ message: String, item: StrictItem? = nil) {
        self.code = code
        self.message = message
        self.item = item
    }
}
