/// The basic URL parser (URL Standard, section 4.4), cut down to http and https, over UTF-8.
struct URLParser {
    private let input: [UInt8]
    private var index = 0

    /// Strips surrounding controls and spaces, and tabs and line breaks anywhere.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        let isOuter = { (byte: UInt8) in byte <= 0x20 }
        let start = bytes.firstIndex { !isOuter($0) } ?? bytes.endIndex
        let end = (bytes.lastIndex { !isOuter($0) } ?? start - 1) + 1
        input = bytes[start..<end].filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    mutating func parse(relativeTo base: TargetURL?) throws(TargetURLError) -> TargetURL {
        let scheme = try parseScheme()
        guard let scheme else {
            guard let base else { throw missingScheme }
            return try parseRelative(to: base)
        }
        if let base, base.scheme == scheme, !(isSlash(at: index) && isSlash(at: index + 1)) {
            return try parseRelative(to: base)
        }
        return try parseAuthority(of: TargetURL(scheme: scheme))
    }

    // MARK: Scheme

    private mutating func parseScheme() throws(TargetURLError) -> TargetURL.Scheme? {
        guard let first = input.first, first.isASCIILetter,
            let colon = input.firstIndex(where: { !Self.isSchemeCharacter($0) }), input[colon] == UInt8(ascii: ":")
        else { return nil }
        let name = String(decoding: input[..<colon].map(\.asciiLowercase), as: UTF8.self)
        guard let scheme = TargetURL.Scheme(rawValue: name) else { throw unsupportedScheme(name, colon: colon) }
        index = colon + 1
        return scheme
    }

    private static func isSchemeCharacter(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.decimalDigit != nil || "+-.".utf8.contains(byte)
    }

    private var missingScheme: TargetURLError {
        input.isEmpty
            ? TargetURLError(.missingScheme, "The URL is empty: write one, such as https://example.com/.")
            : TargetURLError(.missingScheme, "The URL has no scheme: write http:// or https:// in front.")
    }

    private func unsupportedScheme(_ name: String, colon: Int) -> TargetURLError {
        // host:8080 reads as scheme and path.
        if colon + 1 < input.count, input[colon + 1].decimalDigit != nil {
            let advice = "write http:// or https:// in front"
            return TargetURLError(.unsupportedScheme, "\(TargetURLError.quoted(name.utf8)) is no scheme: \(advice).")
        }
        let shown = TargetURLError.quoted(name.utf8)
        return TargetURLError(.unsupportedScheme, "The scheme \(shown) cannot be put under load: use http or https.")
    }

    // MARK: Authority

    private mutating func parseAuthority(of url: TargetURL) throws(TargetURLError) -> TargetURL {
        var url = url
        while isSlash(at: index) { index += 1 }
        let end = input[index...].firstIndex { Self.endsAuthority($0) } ?? input.endIndex
        var authority = input[index..<end]
        index = end
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            let parts = authority[..<at].split(
                separator: UInt8(ascii: ":"),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            url.username = PercentEncoding.userinfo.encode(parts[0])
            url.password = parts.count > 1 ? PercentEncoding.userinfo.encode(parts[1]) : ""
            authority = authority[(at + 1)...]
        }
        let hostEnd = Self.endOfHost(authority)
        let host = try Host(parsing: authority[..<hostEnd])
        url.host = host.text
        url.hostKind = host.kind
        if hostEnd < authority.endIndex {
            let port = try Self.port(authority[(hostEnd + 1)...])
            url.explicitPort = port == url.scheme.defaultPort ? nil : port
        }
        var path = PathBuilder()
        parsePath(&path)
        url.path = path.text
        parseQueryAndFragment(of: &url)
        return url
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool { "/\\?#".utf8.contains(byte) }

    /// The first colon outside of brackets.
    private static func endOfHost(_ authority: ArraySlice<UInt8>) -> Int {
        var isInBrackets = false
        for index in authority.indices {
            switch authority[index] {
            case UInt8(ascii: "["): isInBrackets = true
            case UInt8(ascii: "]"): isInBrackets = false
            case UInt8(ascii: ":") where !isInBrackets: return index
            default: break
            }
        }
        return authority.endIndex
    }

    private static func port(_ digits: ArraySlice<UInt8>) throws(TargetURLError) -> UInt16? {
        if digits.isEmpty { return nil }
        let value = UInt16(String(decoding: digits, as: UTF8.self))
        guard digits.allSatisfy({ $0.decimalDigit != nil }), let value else {
            let shown = TargetURLError.quoted(digits)
            throw TargetURLError(.invalidPort, "The port \(shown) is not a number from 0 to 65535.")
        }
        return value
    }

    // MARK: Relative references

    private mutating func parseRelative(to base: TargetURL) throws(TargetURLError) -> TargetURL {
        var url = base
        url.fragment = nil
        if isSlash(at: index), isSlash(at: index + 1) { return try parseAuthority(of: TargetURL(scheme: base.scheme)) }
        if index < input.count, !"?#".utf8.contains(input[index]) {
            var path = PathBuilder()
            if !isSlash(at: index) { path = PathBuilder(directoryOf: base.path) }
            parsePath(&path)
            url.path = path.text
            url.query = nil
        }
        parseQueryAndFragment(of: &url)
        return url
    }

    // MARK: Path, query and fragment

    private func isSlash(at index: Int) -> Bool {
        index < input.count && (input[index] == UInt8(ascii: "/") || input[index] == UInt8(ascii: "\\"))
    }

    /// Adds the segments up to the query or fragment.
    private mutating func parsePath(_ path: inout PathBuilder) {
        if isSlash(at: index) { index += 1 }
        while true {
            let end = input[index...].firstIndex { Self.endsAuthority($0) } ?? input.endIndex
            path.append(input[index..<end], isLast: !isSlash(at: end))
            index = end
            guard isSlash(at: index) else { return }
            index += 1
        }
    }

    private mutating func parseQueryAndFragment(of url: inout TargetURL) {
        guard index < input.count else { return }
        let number = input[index...].firstIndex(of: UInt8(ascii: "#")) ?? input.endIndex
        if input[index] == UInt8(ascii: "?") {
            url.query = PercentEncoding.query.encode(input[(index + 1)..<number])
        }
        if number < input.endIndex {
            url.fragment = PercentEncoding.fragment.encode(input[(number + 1)...])
        }
    }
}
