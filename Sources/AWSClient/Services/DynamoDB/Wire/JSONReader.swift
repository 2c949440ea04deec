/// Reads JSON from front to back, without a tree of values in between. Whoever knows the document asks for what comes next
/// and skips what it does not know. Input of any kind ends in an error at worst; nesting is bounded.
struct JSONReader {
    /// DynamoDB nests 32 levels of attributes, each two levels of JSON, and answers add some.
    private static let maxDepth = 80

    let bytes: [UInt8]
    private(set) var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads an object; `field` gets each name and must read or skip its value.
    mutating func object(
        _ field: (String, inout JSONReader) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        try enclosed("{", "}") { reader throws(JSONSyntaxError) in
            let name = try reader.string()
            try reader.expect(":")
            try field(name, &reader)
        }
    }

    /// Reads an array; `element` must read or skip one value.
    mutating func array(_ element: (inout JSONReader) throws(JSONSyntaxError) -> Void) throws(JSONSyntaxError) {
        try enclosed("[", "]", element)
    }

    mutating func string() throws(JSONSyntaxError) -> String {
        guard let plain = try plainText() else { return String(decoding: try escaped(), as: UTF8.self) }
        return bytes.withUnsafeBufferPointer { bytes in
            String(decoding: UnsafeBufferPointer(rebasing: bytes[plain]), as: UTF8.self)
        }
    }

    /// The bytes of a string of base64.
    mutating func base64() throws(JSONSyntaxError) -> [UInt8] {
        let start = position
        if take("\""), let end = bytes.withUnsafeBytes({ JSONPlainText.quote(in: $0, from: position) }) {
            let content = bytes.withUnsafeBytes {
                Base64Text.decode(UnsafeRawBufferPointer(rebasing: $0[position..<end]))
            }
            if let content {
                position = end + 1
                return content
            }
        }
        // Escapes, or none of base64.
        position = start
        guard let content = Array(try string().utf8).withUnsafeBytes(Base64Text.decode) else { throw error("base64") }
        return content
    }

    mutating func bool() throws(JSONSyntaxError) -> Bool {
        skipSpace()
        if try word("true") { return true }
        guard try word("false") else { throw error("true or false") }
        return false
    }

    /// Passes over one value of any kind.
    mutating func skip() throws(JSONSyntaxError) {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): try object { _, reader throws(JSONSyntaxError) in try reader.skip() }
        case UInt8(ascii: "["): try array { reader throws(JSONSyntaxError) in try reader.skip() }
        case UInt8(ascii: "\""): if try plainText() == nil { _ = try escaped() }
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
        case UInt8(ascii: "n"): guard try word("null") else { throw error("null") }
        default: try number()
        }
    }

    /// Nothing but white space may follow.
    mutating func end() throws(JSONSyntaxError) {
        skipSpace()
        guard next == nil else { throw error("the end") }
    }

    /// Where the content of the string stands that comes next, and passes over it. Nil, and at its first byte, where it has
    /// escapes.
    private mutating func plainText() throws(JSONSyntaxError) -> Range<Int>? {
        try expect("\"")
        let start = position
        let end = bytes.withUnsafeBytes { JSONPlainText.end(in: $0, from: start) }
        guard end < bytes.count, bytes[end] >= 0x20 else {
            position = end
            throw error("the end of the string")
        }
        guard bytes[end] == UInt8(ascii: "\"") else { return nil }
        position = end + 1
        return start..<end
    }

    /// The content of a string whose quote has been passed, escapes resolved. A lone surrogate becomes U+FFFD.
    private mutating func escaped() throws(JSONSyntaxError) -> [UInt8] {
        var content: [UInt8] = []
        while let byte = next, byte >= 0x20 {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return content
            case UInt8(ascii: "\\"):
                let scalar = try escape()
                content.append(contentsOf: String(scalar).utf8)
            default: content.append(byte)
            }
        }
        throw error("the end of the string")
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard let kind = next else { throw error("an escape") }
        position += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try codePoint()
        default: throw error("an escape")
        }
    }

    /// The digits of `\u`, and those of a second one where the first is a high surrogate.
    private mutating func codePoint() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try fourDigits()
        guard (0xd800..<0xdc00).contains(first) else { return Unicode.Scalar(first) ?? "\u{fffd}" }
        let saved = position
        guard take("\\"), take("u") else {
            position = saved
            return "\u{fffd}"
        }
        let second = try fourDigits()
        guard (0xdc00..<0xe000).contains(second) else {
            position = saved
            return "\u{fffd}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)) ?? "\u{fffd}"
    }

    private mutating func fourDigits() throws(JSONSyntaxError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw error("four hexadecimal digits") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw error("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}

extension JSONReader {
    func error(_ expected: String) -> JSONSyntaxError {
        JSONSyntaxError(expected: expected, position: position)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    /// Passes over `character` where it is the very next byte.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Passes over `text` where it comes next, byte by byte.
    mutating func take(text: StaticString) -> Bool {
        let matches = bytes.withUnsafeBufferPointer { bytes in
            position + text.utf8CodeUnitCount <= bytes.count
                && text.withUTF8Buffer { text in
                    for index in text.indices where bytes[position + index] != text[index] { return false }
                    return true
                }
        }
        if matches { position += text.utf8CodeUnitCount }
        return matches
    }

    /// Passes over decimal digits; nil where there are none, or more than 64 bits hold.
    mutating func digits() -> UInt64? {
        var value: UInt64 = 0
        let start = position
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsAgain) = tens.addingReportingOverflow(UInt64(byte & 15))
            guard !overflows, !overflowsAgain else { return nil }
            value = sum
            position += 1
        }
        return position > start ? value : nil
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONSyntaxError) {
        skipSpace()
        guard take(character) else { throw error("'\(character)'") }
    }

    /// Whether `word` comes next; where it only begins like it, it is an error.
    private mutating func word(_ word: String) throws(JSONSyntaxError) -> Bool {
        guard next == word.utf8.first else { return false }
        guard bytes[position...].starts(with: word.utf8) else { throw error(word) }
        position += word.utf8.count
        return true
    }

    private mutating func number() throws(JSONSyntaxError) {
        let start = position
        while let byte = next, "0123456789+-.eE".utf8.contains(byte) { position += 1 }
        guard Double(String(decoding: bytes[start..<position], as: UTF8.self)) != nil else { throw error("a value") }
    }

    private mutating func enclosed(
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        _ element: (inout JSONReader) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        try expect(open)
        depth += 1
        guard depth <= Self.maxDepth else { throw error("fewer levels of nesting") }
        skipSpace()
        if !take(close) {
            repeat {
                try element(&self)
                skipSpace()
            } while take(",")
            guard take(close) else { throw error("'\(close)'") }
        }
        depth -= 1
    }
}

/// Bytes are not the JSON that was expected.
struct JSONSyntaxError: Error, Hashable, CustomStringConvertible {
    /// What should have come.
    let expected: String
    /// Where, in bytes from the beginning.
    let position: Int

    var description: String { "expected \(expected) at byte \(position)" }
}
