/// A value that a person wrote and that cannot be understood.
public struct ExpressionError: Error, Hashable, Sendable {
    /// What kind of value was expected; bounded, so that it may label a metric.
    public enum Code: String, Sendable, CaseIterable {
        /// A length of time.
        case duration
        /// Arrivals per time.
        case rate
        /// A whole number.
        case count
        /// A header field.
        case header
        /// A request method.
        case method
        /// An address for a host name.
        case resolve
        /// An HTTP proxy.
        case proxy
        /// One stage of a load profile.
        case stage
        /// A limit that decides the verdict.
        case threshold
    }

    /// The kind of value that was expected.
    public let code: Code
    /// The value as it was given, control characters escaped.
    public let value: String
    /// What is accepted, as the end of a sentence.
    public let expected: String

    /// - Parameters:
    ///   - value: As it was given, of any length and content.
    ///   - expected: What is accepted, with an example.
    public init(_ code: Code, value: some StringProtocol, expected: String) {
        self.code = code
        self.value = Self.printable(value)
        self.expected = expected
    }

    /// One sentence: the value, and what is accepted instead.
    public var message: String { "'\(value)' is not accepted: \(expected)" }

    /// A bounded label for metrics.
    public var label: String { "bad-\(code.rawValue)" }

    /// Line breaks and escape sequences from outside never reach a terminal or a log; no message grows without bound.
    private static func printable(_ text: some StringProtocol) -> String {
        let limit = 200
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            result += isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return text.unicodeScalars.count > limit ? result + "…" : result
    }
}
