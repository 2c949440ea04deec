/// A point in time to the millisecond, `2026-01-01T00:00:00.000Z` in JSON (RFC 3339, UTC).
public struct UTCTimestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since the Unix epoch, from year 0 to the end of year 9999.
    public let epochMilliseconds: Int64

    private static let earliest = Int64(-62_167_219_200_000)
    private static let latest = Int64(253_402_300_799_999)
    private static let day = Int64(86_400_000)

    /// Takes a time; one outside the years 0 to 9999 becomes the nearest inside.
    public init(epochMilliseconds: Int64) {
        self.epochMilliseconds = min(max(epochMilliseconds, Self.earliest), Self.latest)
    }

    /// Earlier before later.
    public static func < (left: UTCTimestamp, right: UTCTimestamp) -> Bool {
        left.epochMilliseconds < right.epochMilliseconds
    }

    /// Reads exactly `YYYY-MM-DDThh:mm:ss.fffZ`. Nil for anything else and for dates that do not exist.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let form = Array("0000-00-00T00:00:00.000Z".utf8)
        guard bytes.count == form.count else { return nil }
        for (byte, wanted) in zip(bytes, form) {
            let matches = wanted == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == wanted
            guard matches else { return nil }
        }
        func number(_ range: Range<Int>) -> Int64 {
            bytes[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) }
        }
        let days = Self.days(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        let seconds = (number(11..<13) * 60 + number(14..<16)) * 60 + number(17..<19)
        let candidate = UTCTimestamp(epochMilliseconds: days * Self.day + seconds * 1000 + number(20..<23))
        guard candidate.description == text else { return nil }
        self = candidate
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`. Years begin in March, so
    /// that the leap day is the last one.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The inverse, `civil_from_days`.
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let position = (5 * dayOfYear + 2) / 153
        let month = position < 10 ? position + 3 : position - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * position + 2) / 5 + 1)
    }
}

extension UTCTimestamp: CustomStringConvertible {
    /// `YYYY-MM-DDThh:mm:ss.fffZ`.
    public var description: String {
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(width - digits.count, 0)) + digits
        }
        let inDay = ((epochMilliseconds % Self.day) + Self.day) % Self.day
        let date = Self.civil(days: (epochMilliseconds - inDay) / Self.day)
        let seconds = inDay / 1000
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
            + "T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            + ".\(padded(inDay % 1000, 3))Z"
    }
}

extension UTCTimestamp: Codable {
    /// Reads the text form.
    /// - Throws: `DecodingError.dataCorrupted` for any other.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = UTCTimestamp(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "A time must read like 2026-01-01T00:00:00.000Z."
            )
        }
        self = time
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
