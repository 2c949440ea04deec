extension RequestSerializer {
    static func check(method: String, target: String) throws(RequestFailure) {
        guard !method.isEmpty, method.utf8.allSatisfy(ASCII.isToken) else {
            throw RequestFailure(
                .invalidMethod,
                "The method \(quoted(method)) is not a token: write a name such as GET, of letters, digits and hyphens."
            )
        }
        guard target.utf8.first == UInt8(ascii: "/") || target == "*" else {
            throw RequestFailure(.invalidTarget, "The request target \(quoted(target)) does not start with a slash.")
        }
        guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
            throw RequestFailure(
                .invalidTarget,
                "The request target \(quoted(target)) holds a space, a control character, # or a character that is not "
                    + "ASCII: percent-encode it."
            )
        }
    }

    static func check(_ headers: [HeaderField], bodyLength: Int) throws(RequestFailure) {
        for header in headers { try check(header) }
        try check(headers, once: "host")
        try check(headers, once: "content-length")
        for header in headers {
            if ASCII.equal(header.name.utf8, "transfer-encoding") {
                throw RequestFailure(
                    .conflictingHeader,
                    "Header Transfer-Encoding cannot be set: the body is sent whole, with its length. Leave it out."
                )
            }
            if ASCII.equal(header.name.utf8, "content-length"), header.value != String(bodyLength) {
                throw RequestFailure(
                    .conflictingHeader,
                    "Header Content-Length contradicts the body of \(bodyLength) bytes. Leave it out: it is added."
                )
            }
        }
    }

    private static func check(_ headers: [HeaderField], once name: StaticString) throws(RequestFailure) {
        guard headers.count(where: { ASCII.equal($0.name.utf8, name) }) > 1 else { return }
        throw RequestFailure(.conflictingHeader, "Header \(name) is given more than once. Keep one.")
    }

    static func check(_ header: HeaderField) throws(RequestFailure) {
        guard !header.name.isEmpty, header.name.utf8.allSatisfy(ASCII.isToken) else {
            throw RequestFailure(
                .invalidHeaderName,
                "The header name \(quoted(header.name)) is not a token: write letters, digits and hyphens, no colon."
            )
        }
        // Tab and everything from 0x80 may stand in a value (RFC 9110, section 5.5).
        guard header.value.utf8.allSatisfy({ $0 == ASCII.tab || $0 >= 0x20 && $0 != 0x7F }) else {
            throw RequestFailure(
                .invalidHeaderValue,
                "The value of header \(header.name) holds a line break, NUL or another control character: remove it."
            )
        }
    }

    /// Bounded, and printable whatever `text` holds.
    private static func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(40).map { $0.escaped(asASCII: false) }.joined()
        return "\"\(shown)\(text.unicodeScalars.count > 40 ? "…" : "")\""
    }
}
