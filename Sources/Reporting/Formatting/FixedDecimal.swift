/// Numbers for people: fixed decimals, thousands grouped, the same in every locale.
enum FixedDecimal {
    /// `number` with `places` decimals (0 to 6), rounded half away from zero. Not finite or beyond 10¹⁵: `–`.
    static func text(_ number: Double, places: Int) -> String {
        let places = min(max(places, 0), 6)
        let scale = (0..<places).reduce(UInt64(1)) { scale, _ in scale * 10 }
        guard number.isFinite, abs(number) < 1e15 / Double(scale) else { return "–" }
        let scaled = UInt64((abs(number) * Double(scale)).rounded())
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return sign + grouped(scaled) }
        let fraction = String(scaled % scale)
        return sign + grouped(scaled / scale) + "." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    /// `12,345`.
    static func grouped(_ number: some BinaryInteger) -> String {
        let digits = String(number.magnitude)
        var result = number < 0 ? "-" : ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result
    }
}

extension FixedDecimal {
    /// Seconds with three decimals and without grouping, for machines.
    static func plain(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "0" }
        return text(number, places: 3).replacing(",", with: "")
    }
}
