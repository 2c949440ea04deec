/// Reads one JSON document (RFC 8259) to the letter: no comments, no trailing commas, no `NaN`. Members of one name are
/// refused, as readers differ in which they take. Depth and size are bounded, so that no document exhausts stack or memory.
struct JSONReader {
    /// Levels of arrays and objects.
    static let maxDepth = 32

    private let bytes: [UInt8]
    private var index = 0
    private var field: String?

    /// - Throws: ``JSONReadError`` for anything that is not one document of at most `maxBytes` bytes.
    static func read(_ bytes: [UInt8], maxBytes: Int) throws(JSONReadError) -> JSONValue {
        guard bytes.count <= maxBytes else {
            throw JSONReadError(message: "\(bytes.count) bytes are more than the \(maxBytes) allowed", field: nil)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw JSONReadError(message: "the text is not UTF-8", field: nil)
        }
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.peek == nil else { throw reader.unexpected("the end") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(JSONReadError) -> JSONValue {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(JSONReadError) -> [JSONValue.Member] {
        try open(depth)
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        while true {
            skipSpace()
            if members.isEmpty, take(UInt8(ascii: "}")) { return members }
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a name in double quotes") }
            let name = try string()
            if depth == 1 { field = name }
            guard names.insert(name).inserted else { throw error("a second \(PayloadDiagnostic.quoted(name))") }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
            members.append(JSONValue.Member(name: name, value: try value(depth: depth)))
            if depth == 1 { field = nil }
            skipSpace()
            if take(UInt8(ascii: "}")) { return members }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or }") }
        }
    }

    private mutating func array(depth: Int) throws(JSONReadError) -> [JSONValue] {
        try open(depth)
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return values }
        while true {
            values.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return values }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or ]") }
        }
    }

    private mutating func open(_ depth: Int) throws(JSONReadError) {
        guard depth <= Self.maxDepth else { throw error("more than \(Self.maxDepth) levels of arrays and objects") }
        index += 1
    }

    private mutating func literal(_ text: String, _ value: JSONValue) throws(JSONReadError) -> JSONValue {
        guard bytes[index...].starts(with: text.utf8) else { throw unexpected("a value") }
        index += text.utf8.count
        return value
    }

    // MARK: Numbers

    private mutating func number() throws(JSONReadError) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        guard let first = peek, Self.isDigit(first) else {
            index = start
            throw unexpected("a value")
        }
        if !take(UInt8(ascii: "0")) { skipDigits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func digits() throws(JSONReadError) {
        guard let next = peek, Self.isDigit(next) else { throw unexpected("a digit") }
        skipDigits()
    }

    private mutating func skipDigits() {
        while let next = peek, Self.isDigit(next) { index += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    // MARK: Bytes

    private mutating func string() throws(JSONReadError) -> String {
        do throws(JSONStringError) {
            return try JSONString.read(bytes, &index)
        } catch {
            throw self.error(error.message)
        }
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let next = peek, [0x20, 0x09, 0x0A, 0x0D].contains(next) { index += 1 }
    }

    private func unexpected(_ expected: String) -> JSONReadError {
        guard index < bytes.count else { return error("it ends where \(expected) is expected") }
        // No more than one character is repeated, as what follows may be a secret; save the usual suspects.
        let rest = bytes[index...]
        let found =
            Self.foreignWords.first { rest.starts(with: $0.utf8) } ?? String(decoding: rest, as: UTF8.self).prefix(1)
        return error("'\(BoundedText.clean(String(found)))' stands where \(expected) is expected")
    }

    /// What other languages call their values.
    private static let foreignWords: [Substring] = ["NaN", "Infinity", "undefined", "None", "True", "False"]

    private func error(_ message: String) -> JSONReadError {
        JSONReadError(message: "\(message), at byte \(index)", field: field)
    }
}
