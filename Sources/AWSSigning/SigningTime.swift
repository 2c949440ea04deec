/// The moment of signing, as the two texts that a signature holds. AWS refuses it about 15 minutes later.
public struct SigningTime: Hashable, Sendable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let epochSeconds: Int64
    /// `20150830`, in UTC.
    public let day: String
    /// `20150830T123600Z`, the value of `X-Amz-Date`.
    public let stamp: String
    /// As `stamp`.
    public var description: String { stamp }

    /// A moment in whole seconds.
    public init(epochSeconds: Int64) {
        self.epochSeconds = epochSeconds
        let (days, second) = epochSeconds.flooredDivision(by: 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        day = Self.digits(date.year, 4) + Self.digits(date.month, 2) + Self.digits(date.day, 2)
        let clock = Self.digits(second / 3600, 2) + Self.digits(second / 60 % 60, 2) + Self.digits(second % 60, 2)
        stamp = day + "T" + clock + "Z"
    }

    /// A moment in milliseconds, rounded down to the second.
    public init(epochMilliseconds: Int64) {
        self.init(epochSeconds: epochMilliseconds.flooredDivision(by: 1000).quotient)
    }

    private static func digits(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
