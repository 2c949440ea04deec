/// Text with values to fill in: `/orders/${order}`.
public struct Template: Hashable, Sendable, Codable {
    /// Its pieces, in order.
    public var parts: [Part]

    /// One piece.
    public enum Part: Hashable, Sendable {
        /// Bytes that are the same every time.
        case text([UInt8])
        /// A value, written in the way that its place asks for.
        case value(ValueSource, Escaping)
    }

    /// How a value is written so that it stays one value in its place.
    public enum Escaping: String, Hashable, Sendable, Codable {
        /// As it is.
        case none
        /// A path segment or a query value: percent-encoded, all but RFC 3986's unreserved characters.
        case url
        /// A value of `application/x-www-form-urlencoded`.
        case form
        /// Inside a JSON string, quotes not included.
        case json
        /// A header field value: control characters are left out.
        case header
    }

    /// Creates a template; empty by default.
    public init(parts: [Part] = []) {
        self.parts = parts
    }

    /// Text without values.
    public init(_ text: String) {
        parts = text.isEmpty ? [] : [.text(Array(text.utf8))]
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { parts.isEmpty }

    /// The text, where no value is in it.
    public var constant: [UInt8]? {
        var bytes: [UInt8] = []
        for part in parts {
            guard case .text(let text) = part else { return nil }
            bytes += text
        }
        return bytes
    }

    /// The values in it.
    public var values: [ValueSource] {
        parts.compactMap { if case .value(let source, _) = $0 { source } else { nil } }
    }
}
