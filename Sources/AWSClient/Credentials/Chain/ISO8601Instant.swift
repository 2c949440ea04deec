/// Points in time as AWS writes them: RFC 3339, such as `2026-01-01T00:00:00Z` or `2026-01-01T01:00:00.5+01:00`.
enum ISO8601Instant {
    /// Milliseconds since the Unix epoch; nil for text of another form and for dates that do not exist.
    static func epochMilliseconds(_ text: String) -> Int64? {
        var digits = Reader(Array(text.utf8))
        guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
            let day = digits.number(2), digits.skip("T"), let hour = digits.number(2), digits.skip(":"),
            let minute = digits.number(2), digits.skip(":"), let second = digits.number(2),
            let fraction = digits.fraction(), let offset = digits.offset(), digits.isAtEnd
        else { return nil }
        guard (1...12).contains(month), day >= 1, day <= length(ofMonth: month, year: year) else { return nil }
        // A leap second (60) counts as the first of the next minute.
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        let seconds = days(year: year, month: month, day: day) * 86_400 + (hour * 60 + minute) * 60 + second
        return (seconds - offset * 60) * 1000 + fraction
    }

    private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01: whole years, then whole months, then days.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let past = year - 1
        let toYear = past * 365 + past / 4 - past / 100 + past / 400
        let toMonth = (1..<month).reduce(0) { $0 + length(ofMonth: $1, year: year) }
        return toYear + toMonth + day - 1 - 719_162
    }
}

/// Takes a text apart from left to right.
private struct Reader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number(_ count: Int) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let first = rest.first, first == UInt8(ascii: mark) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Milliseconds of a fraction of a second, rounded down; 0 where there is none.
    mutating func fraction() -> Int64? {
        guard skip(".") else { return 0 }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        return (digits.prefix(3) + [0x30, 0x30]).prefix(3).reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// Minutes ahead of UTC.
    mutating func offset() -> Int64? {
        if skip("Z") { return 0 }
        let sign: Int64 = skip("-") ? -1 : 1
        guard sign < 0 || skip("+"), let hours = number(2) else { return nil }
        _ = skip(":")
        guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
