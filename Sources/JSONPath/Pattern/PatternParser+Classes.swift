extension PatternParser {
    /// What follows a backslash outside brackets.
    mutating func escape(_ start: Int) throws(PatternError) -> PatternNode {
        guard let scalar = next else { throw error("nothing follows the \\ at the end", at: start) }
        if syntax == .full {
            switch scalar {
            case "b", "B":
                offset += 1
                return .assertion(scalar == "b" ? .wordBoundary : .noWordBoundary)
            case "A", "z", "Z":
                offset += 1
                return .assertion(scalar == "A" ? .start : .end)
            case "0"..."9": throw error("references back to a group are not supported", at: start)
            default: break
            }
        }
        if let item = try classEscape(scalar, start) {
            return .set(ScalarSet(ranges: item.ranges, properties: item.properties, ignoresCase: ignoresCase))
        }
        return literal(try escapedScalar(start))
    }

    /// Characters in brackets.
    mutating func bracket(_ start: Int) throws(PatternError) -> ScalarSet {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var properties: [ScalarSet.Property] = []
        var isFirst = true
        while true {
            guard let scalar = next else { throw error("there is no ] for this [", at: start) }
            if scalar == "]", !isFirst || syntax == .interoperable { break }
            let begin = offset
            if scalar == "\\", offset + 1 < scalars.count {
                offset += 1
                if let item = try classEscape(scalars[offset], begin) {
                    ranges += item.ranges
                    properties += item.properties
                    isFirst = false
                    continue
                }
                offset = begin
            }
            let lower = try member(isFirst: isFirst)
            var upper = lower
            if next == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]" {
                offset += 1
                upper = try member(isFirst: false)
            }
            guard lower <= upper else { throw error("a range goes from the lower character to the higher", at: begin) }
            ranges.append(lower...upper)
            isFirst = false
        }
        guard !isFirst else { throw error("there is nothing between [ and ]", at: start) }
        offset += 1
        return ScalarSet(ranges: ranges, properties: properties, isNegated: isNegated, ignoresCase: ignoresCase)
    }

    private mutating func member(isFirst: Bool) throws(PatternError) -> UInt32 {
        guard let scalar = next else { throw error("a range does not end") }
        let start = offset
        offset += 1
        if scalar == "\\" { return try escapedScalar(start).value }
        if syntax == .interoperable {
            // A hyphen stands at the beginning or the end of the brackets (RFC 9485, section 4).
            let isLast = next == "]"
            guard scalar != "[", scalar != "]", scalar != "-" || isFirst || isLast else {
                throw error("write \\\(scalar) for the character \(scalar)", at: start)
            }
        }
        return scalar.value
    }

    /// A class such as \d or \p{Lu}; nil where the escape stands for one character.
    private mutating func classEscape(
        _ scalar: Unicode.Scalar,
        _ start: Int
    ) throws(PatternError) -> (ranges: [ClosedRange<UInt32>], properties: [ScalarSet.Property])? {
        if scalar == "p" || scalar == "P" {
            offset += 1
            guard take("{") else { throw error("a category is written \\p{Lu}", at: start) }
            var name = ""
            while let letter = next, letter != "}" {
                name.unicodeScalars.append(letter)
                offset += 1
            }
            guard take("}"), ScalarSet.categories.contains(name) else {
                throw error("a category is one such as L, Lu, Nd, P or Zs, in braces: \\p{Lu}", at: start)
            }
            return ([], [ScalarSet.Property(category: name, isNegated: scalar == "P")])
        }
        guard syntax == .full else { return nil }
        let ranges: [ClosedRange<UInt32>]
        switch scalar {
        case "d": ranges = ScalarSet.digits
        case "D": ranges = ScalarSet.complement(ScalarSet.digits)
        case "w": ranges = ScalarSet.word
        case "W": ranges = ScalarSet.complement(ScalarSet.word)
        case "s": ranges = ScalarSet.blanks
        case "S": ranges = ScalarSet.complement(ScalarSet.blanks)
        default: return nil
        }
        offset += 1
        return (ranges, [])
    }

    /// The one character that an escape stands for; its backslash has been read.
    private mutating func escapedScalar(_ start: Int) throws(PatternError) -> Unicode.Scalar {
        guard let scalar = next else { throw error("nothing follows the \\ at the end", at: start) }
        offset += 1
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "f" where syntax == .full: return "\u{C}"
        case "v" where syntax == .full: return "\u{B}"
        case "x" where syntax == .full: return try hexadecimal(2, start)
        case "u" where syntax == .full: return try hexadecimal(4, start)
        case "a"..."z", "A"..."Z", "0"..."9": throw error("there is no escape \\\(scalar)", at: start)
        default:
            let isMark = "()*+-.?[\\]^{|}$".unicodeScalars.contains(scalar)
            guard isMark || syntax == .full else { throw error("\(scalar) is written without \\", at: start) }
            return scalar
        }
    }

    private mutating func hexadecimal(_ digits: Int, _ start: Int) throws(PatternError) -> Unicode.Scalar {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = next, scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
                throw error("\\x is followed by two hexadecimal digits, \\u by four", at: start)
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        guard let scalar = Unicode.Scalar(value) else { throw error("there is no such character", at: start) }
        return scalar
    }
}
