/// Why a text is not a URL that can be put under load.
public struct TargetURLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of refusal.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// There is no scheme, and no base to take it from.
        case missingScheme = "url_missing_scheme"
        /// The scheme is neither http nor https.
        case unsupportedScheme = "url_unsupported_scheme"
        /// The host is empty.
        case missingHost = "url_missing_host"
        /// The host holds a character that no domain may hold.
        case invalidHost = "url_invalid_host"
        /// A name outside ASCII, or one that begins with `xn--`, is not a valid internationalised name.
        case invalidInternationalName = "url_invalid_international_name"
        /// The host ends in a number and is no IPv4 address.
        case invalidIPv4 = "url_invalid_ipv4"
        /// What stands in brackets is no IPv6 address.
        case invalidIPv6 = "url_invalid_ipv6"
        /// The port is not a number from 0 to 65535.
        case invalidPort = "url_invalid_port"
    }

    /// The kind of refusal.
    public let code: Code
    /// What is wrong and what to write instead. Never repeats user name, password, path or query.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A name of a fixed, small set, fit for a metric's label.
    public var label: String { code.rawValue }

    /// The message.
    public var description: String { message }

    /// A piece of input for a message: bounded, and printable whatever it holds.
    static func quoted(_ bytes: some Collection<UInt8>) -> String {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let shown = scalars.prefix(64).map { $0.escaped(asASCII: false) }.joined()
        return "\"\(shown)\(scalars.count > 64 ? "…" : "")\""
    }
}
