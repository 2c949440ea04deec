/// Measured quantities with the unit that reads best, to about three significant digits.
enum Quantity {
    /// Shown where there is nothing to show.
    static let none = "–"

    /// A time given in milliseconds: `850 µs`, `20.1 ms`, `1.25 s`.
    static func time(milliseconds: Double) -> String {
        guard milliseconds.isFinite, milliseconds >= 0 else { return none }
        if (milliseconds * 1000).rounded() < 1000 { return significant(milliseconds * 1000, whole: true) + " µs" }
        if milliseconds < 999.5 { return significant(milliseconds) + " ms" }
        return significant(milliseconds / 1000) + " s"
    }

    /// A length of time given in seconds: `10 ms`, `10 s`, `1.5 s`, `2 m 05 s`, `1 h 30 m`.
    static func duration(seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return none }
        let tenths = UInt64((seconds * 10).rounded())
        if seconds < 1, abs(seconds * 10 - Double(tenths)) > 1e-9 { return time(milliseconds: seconds * 1000) }
        if tenths < 1200 {
            return tenths.isMultiple(of: 10) ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
        }
        let whole = (tenths + 5) / 10
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return hours > 0 ? "\(hours) h \(padded(minutes)) m" : "\(minutes) m \(padded(whole % 60)) s"
    }

    /// A length of time as flags have it, without blanks: `12s`, `2m05s`, `1h00m05s`, `10m`.
    static func clock(seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 120, seconds < 1e12 else { return rate(seconds) + "s" }
        let whole = UInt64(seconds)
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        let head = hours > 0 ? "\(hours)h" : ""
        if rest > 0 { return "\(head)\(hours > 0 ? padded(minutes) : "\(minutes)")m\(padded(rest))s" }
        return head + (minutes == 0 ? "" : "\(hours > 0 ? padded(minutes) : "\(minutes)")m")
    }

    /// Bytes in powers of 1000: `512 B`, `1.25 MB`.
    static func bytes(_ count: UInt64) -> String {
        guard count >= 1000 else { return "\(count) B" }
        var (value, unit) = (Double(count), 0)
        while value >= 999.5, unit < 6 {
            value /= 1000
            unit += 1
        }
        return significant(value) + " " + ["B", "kB", "MB", "GB", "TB", "PB", "EB"][unit]
    }

    /// A rate per second without its unit: `0.5`, `200`, `12,345`.
    static func rate(_ perSecond: Double) -> String {
        if perSecond == perSecond.rounded() { return FixedDecimal.text(perSecond, places: 0) }
        return FixedDecimal.text(perSecond, places: abs(perSecond) < 10 ? 2 : abs(perSecond) < 10_000 ? 1 : 0)
    }

    /// A share: `0 %`, `0.02 %`, `12.5 %`. What is not nothing is never shown as nothing, nor what is not all as all.
    static func share(_ part: UInt64, of total: UInt64) -> String {
        guard total > 0 else { return none }
        let percent = Double(part) / Double(total) * 100
        if part == 0 || part == total { return FixedDecimal.text(percent, places: 0) + " %" }
        if percent < 0.01 { return "<0.01 %" }
        if percent > 99.99 { return ">99.99 %" }
        return FixedDecimal.text(percent, places: percent < 1 || percent > 99 ? 2 : 1) + " %"
    }

    /// A figure that is held against a limit, so that none of it is rounded away: up to three decimals, with its unit.
    static func judged(_ figure: Double, unit: String?) -> String {
        var number = FixedDecimal.text(figure, places: 3)
        if number.contains(".") {
            while number.hasSuffix("0") { number.removeLast() }
            if number.hasSuffix(".") { number.removeLast() }
        }
        switch unit {
        case nil: return number
        case "ms" where figure == 0: return none
        case "/s": return number + "/s"
        case let unit?: return "\(number) \(PlainText.safe(unit, limit: 10))"
        }
    }

    private static func significant(_ value: Double, whole: Bool = false) -> String {
        let places = whole && value == value.rounded() ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0
        return FixedDecimal.text(value, places: places)
    }

    private static func padded(_ number: UInt64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
