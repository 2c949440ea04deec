/// Takes credentials out of texts that people are shown.
public enum CredentialText {
    /// What stands in their place.
    public static let mark = "[redacted]"

    /// The text with the values of all query and fragment parameters hidden whose names ``CredentialName`` covers: a URL, the first
    /// line of a request, a `Location`.
    public static func hidingParameters(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "=") }) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(where: { "?&#".contains($0) }) {
            let name = rest[rest.index(after: start)...].prefix { !isEnd($0) && !"?=".contains($0) }
            let sign = name.endIndex
            guard sign < rest.endIndex, rest[sign] == "=" else {
                result += rest[..<sign]
                rest = rest[sign...]
                continue
            }
            let value = rest[rest.index(after: sign)...].prefix { !isEnd($0) }
            result += rest[...sign]
            result += !value.isEmpty && CredentialName.covers(name) ? mark[...] : value
            rest = rest[value.endIndex...]
        }
        return result + rest
    }

    /// The text of a URL as somebody typed it, which need be none, without user, password and such parameters.
    public static func hidden(url text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return hidingParameters(text) }
        // Whatever stands before the last `@` may be credentials.
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        return hidingParameters((start <= at ? text[..<start] : "") + "…" + text[at...])
    }

    /// The value of a header field as people are shown it: hidden where the name says so, of cookies all but their names.
    public static func hidden(header name: String, value: String) -> String {
        guard CredentialName.covers(name) else { return hidingParameters(value) }
        switch name.lowercased() {
        case "cookie": return value.split(separator: ";").map { pair(String($0)) }.joined(separator: ";")
        case "set-cookie":
            let pairs = value.split(separator: ";", maxSplits: 1)
            return pairs.isEmpty
                ? mark : ([pair(String(pairs[0]))] + pairs.dropFirst().map(String.init)).joined(separator: ";")
        default: return mark
        }
    }

    private static func pair(_ text: String) -> String {
        text.firstIndex(of: "=").map { "\(text[...$0])\(mark)" } ?? mark
    }

    private static func isEnd(_ character: Character) -> Bool {
        "&#\"'<>".contains(character) || character.isWhitespace
    }
}
