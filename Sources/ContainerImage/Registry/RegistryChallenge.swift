/// The value of `WWW-Authenticate`: the first challenge of the schemes `Bearer` and `Basic`.
///
/// Source: RFC 9110, section 11.6.1.
struct RegistryChallenge: Hashable {
    /// `bearer` or `basic`.
    let scheme: String
    /// By their names in lower case.
    let parameters: [String: String]

    /// Nil where there is no challenge of a known scheme.
    init?(_ text: String) {
        let words = text.drop { $0 == " " }
        let name = words.prefix { $0 != " " }
        let scheme = name.lowercased()
        guard scheme == "bearer" || scheme == "basic" else { return nil }
        self.scheme = scheme
        parameters = Self.parameters(in: words.dropFirst(name.count))
    }

    /// `name="value"` or `name=value`, separated by commas; a backslash in quotes stands before any character.
    private static func parameters(in text: Substring) -> [String: String] {
        var rest = text
        var found: [String: String] = [:]
        while true {
            rest = rest.drop { $0 == " " || $0 == "," || $0 == "\t" }
            let name = rest.prefix { $0 != "=" && $0 != "," && $0 != " " }
            rest = rest.dropFirst(name.count)
            guard !name.isEmpty, rest.first == "=" else { return found }
            rest = rest.dropFirst()
            var value = ""
            if rest.first == "\"" {
                rest = rest.dropFirst()
                while let character = rest.popFirst(), character != "\"" {
                    value.append(character == "\\" ? rest.popFirst() ?? character : character)
                }
            } else {
                value = String(rest.prefix { $0 != "," && $0 != " " })
                rest = rest.dropFirst(value.count)
            }
            found[name.lowercased()] = found[name.lowercased()] ?? value
        }
    }
}
