extension QueryParser {
    /// A string in single or double quotes.
    mutating func string() throws(JSONPathError) -> [UInt8] {
        let opened = offset
        guard let quote = next, quote == "'" || quote == "\"" else { throw error("expected a string in quotes") }
        offset += 1
        var result = String.UnicodeScalarView()
        while let scalar = next {
            offset += 1
            switch scalar {
            case quote: return Array(String(result).utf8)
            case "\\": result.append(try escaped(in: quote))
            case "\u{0}"..<"\u{20}": throw error("control characters in strings are escaped, as in \\n", at: offset - 1)
            default: result.append(scalar)
            }
        }
        throw error("a string does not end", at: opened)
    }

    private mutating func escaped(in quote: Unicode.Scalar) throws(JSONPathError) -> Unicode.Scalar {
        let start = offset - 1
        guard let scalar = next else { throw error("an escape does not end", at: start) }
        offset += 1
        switch scalar {
        case quote, "\\", "/": return scalar
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try escapedScalar(start)
        default: throw error("the escapes are \\b \\f \\n \\r \\t \\/ \\\\ \\\(quote) and \\uXXXX", at: start)
        }
    }

    private mutating func escapedScalar(_ start: Int) throws(JSONPathError) -> Unicode.Scalar {
        let high = try hexadecimal(start)
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, take("\\u"), case let low = try hexadecimal(start), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw error("\\uD800 to \\uDFFF stand in pairs, the higher half first", at: start) }
        return scalar
    }

    private mutating func hexadecimal(_ start: Int) throws(JSONPathError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let scalar = next, scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
                throw error("\\u is followed by four hexadecimal digits", at: start)
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }

    /// A string, number, true, false or null; nil where none begins.
    mutating func literal() throws(JSONPathError) -> Operand? {
        guard let scalar = next else { return nil }
        switch scalar {
        case "'", "\"": return .string(try string())
        case "-", "0"..."9": return .number(try number())
        default:
            for (word, value) in [("true", Operand.boolean(true)), ("false", .boolean(false)), ("null", .null)] {
                let start = offset
                if take(word) {
                    if let scalar = next, Self.isFunctionName(scalar) || scalar == "(" {
                        offset = start
                        return nil
                    }
                    return value
                }
            }
            return nil
        }
    }

    static func isFunctionName(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
    }

    private mutating func number() throws(JSONPathError) -> JSONNumber {
        let start = offset
        _ = take("-")
        let digits = offset
        skipDigits()
        guard offset > digits, offset == digits + 1 || scalars[digits] != "0" else {
            throw error("numbers are written as in JSON: 10, -0.5, 1e3", at: start)
        }
        if take(".") { try requireDigits(start) }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try requireDigits(start)
        }
        return utf8(scalars[start..<offset]).withUnsafeBytes { JSONNumber($0) }
    }

    private mutating func requireDigits(_ start: Int) throws(JSONPathError) {
        let before = offset
        skipDigits()
        guard offset > before else { throw error("numbers are written as in JSON: 10, -0.5, 1e3", at: start) }
    }

    private mutating func skipDigits() {
        while let scalar = next, ("0"..."9").contains(scalar) { offset += 1 }
    }
}
