/// One header field as curl takes it, `Name: value`.
public enum HeaderExpression {
    /// Fields that frame the message; the client writes them itself, a second opinion would be request smuggling.
    private static let framing: Set<String> = [
        "content-length", "transfer-encoding", "connection", "upgrade", "expect",
    ]

    /// Reads `Name: value`; white space around the value is left out, an empty value is allowed.
    /// - Throws: ``ExpressionError`` where the colon is missing, the name is no token of RFC 9110, the value contains a
    ///   control character (a line break would inject further fields), or the field frames the message. The value
    ///   is left out of the message, as it may be a secret.
    public static func parse(_ text: String) throws(ExpressionError) -> RequestSpec.Header {
        guard let colon = text.firstIndex(of: ":") else {
            // What follows the first word may be the value.
            let name = text.prefix { !$0.isWhitespace && $0 != "=" }
            let shown = name.endIndex == text.endIndex ? text : "\(name)…"
            throw ExpressionError(.header, value: shown, expected: "give 'Name: value', with a colon.")
        }
        let name = try parseName(String(text[..<colon]))
        guard !framing.contains(name.lowercased()) else {
            throw ExpressionError(
                .header,
                value: name,
                expected: "this field frames the message and is written for you."
            )
        }
        let value = trimmed(text.utf8[text.utf8.index(after: colon)...])
        guard value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
            throw ExpressionError(
                .header,
                value: name,
                expected: "its value contains a line break or another control character, which could inject fields."
            )
        }
        return RequestSpec.Header(name: name, value: value)
    }

    /// Reads the name of a field, which may be one that a response has.
    /// - Throws: ``ExpressionError`` where it is no token of RFC 9110.
    public static func parseName(_ name: String) throws(ExpressionError) -> String {
        guard HTTPToken.isToken(name) else {
            throw ExpressionError(
                .header,
                value: name,
                expected: "a field name is made of letters, digits and !#$%&'*+-.^_`|~, without spaces."
            )
        }
        return name
    }

    /// Works on bytes: a carriage return and a line feed are one `Character`.
    private static func trimmed(_ bytes: Substring.UTF8View) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var rest = bytes.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest = rest.dropLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}
