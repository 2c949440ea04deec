/// A value in the fields of a log line.
public enum LogValue: Hashable, Sendable, Encodable {
    /// Text of any origin: it is escaped and bounded when it is written.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// Yes or no.
    case flag(Bool)

    /// The bare value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(BoundedText.bound(text))
        case .integer(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
    }
}

extension LogValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// Yes or no.
    public init(booleanLiteral value: Bool) { self = .flag(value) }
}
