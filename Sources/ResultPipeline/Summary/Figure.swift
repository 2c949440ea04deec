/// Figures in sentences.
enum Figure {
    /// A number with at most `places` decimals, without trailing zeros.
    static func decimal(_ value: Double, places: Int = 1) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        var scale: Int64 = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int64((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        var fraction = String(scaled % scale)
        fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty || scale == 1 ? "\(sign)\(scaled / scale)" : "\(sign)\(scaled / scale).\(fraction)"
    }

    /// A length of time: `0.8 ms`, `12 ms`, `1.9 s`.
    static func time(milliseconds: Double) -> String {
        if milliseconds >= 1000 { return "\(decimal(milliseconds / 1000)) s" }
        return milliseconds >= 10 ? "\(decimal(milliseconds, places: 0)) ms" : "\(decimal(milliseconds)) ms"
    }

    /// `1 window`, `3 windows`.
    static func count(_ number: some BinaryInteger, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// `4`, or `4–6`.
    static func range(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
    }
}
