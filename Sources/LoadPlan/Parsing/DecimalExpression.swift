/// A non-negative decimal number as people write it, `10`, `0.5`, `10k`: digits, at most one point, no exponent, no sign,
/// never NaN nor infinite.
enum DecimalExpression {
    /// Nil where `text` is anything else.
    static func parse(_ text: some StringProtocol) -> Double? {
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        let points = text.utf8.count { $0 == UInt8(ascii: ".") }
        guard digits > 0, points <= 1, digits + points == text.utf8.count, text.utf8.count <= 40 else { return nil }
        return Double(String(text))
    }

    /// As `parse`, where a `k` or an `m` at the end multiplies by a thousand or a million.
    static func parseCount(_ text: some StringProtocol) -> Double? {
        switch text.last {
        case "k", "K": parse(text.dropLast()).map { $0 * 1000 }
        case "m", "M": parse(text.dropLast()).map { $0 * 1_000_000 }
        default: parse(text)
        }
    }
}
