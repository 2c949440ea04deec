/// Reads a regular expression.
struct PatternParser {
    let scalars: [Unicode.Scalar]
    let syntax: Pattern.Syntax
    var offset = 0
    var groupCount = 0
    var ignoresCase = false
    private var isMultiline = false
    private var dotMatchesAll = false
    private var depth = 0

    private static let deepest = 64
    /// The largest count in braces.
    private static let mostRepeats = 1000

    init(_ text: String, syntax: Pattern.Syntax) {
        scalars = Array(text.unicodeScalars)
        self.syntax = syntax
    }

    var next: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    func error(_ message: String, at column: Int? = nil) -> PatternError {
        PatternError(
            column: (column ?? offset) + 1,
            message: "This is no regular expression that can be used: \(message)."
        )
    }

    mutating func take(_ text: String) -> Bool {
        guard scalars[offset...].starts(with: text.unicodeScalars) else { return false }
        offset += text.unicodeScalars.count
        return true
    }

    mutating func parse() throws(PatternError) -> PatternNode {
        if syntax == .full { try readFlags() }
        let node = try alternatives()
        guard next == nil else { throw error("there is no ( for this )") }
        return node
    }

    private mutating func readFlags() throws(PatternError) {
        let start = offset
        guard take("(?"), let first = next, "ims".unicodeScalars.contains(first) else {
            offset = start
            return
        }
        while let flag = next, flag != ")" {
            switch flag {
            case "i": ignoresCase = true
            case "m": isMultiline = true
            case "s": dotMatchesAll = true
            default: throw error("the flags are i, m and s")
            }
            offset += 1
        }
        guard take(")") else { throw error("flags end with ) and hold for the whole expression") }
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw error("at most \(Self.deepest) groups stand in one another") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let atom = try atom(scalar)
            parts.append(try repeated(atom))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func atom(_ scalar: Unicode.Scalar) throws(PatternError) -> PatternNode {
        let start = offset
        offset += 1
        switch scalar {
        case "(": return try group(start)
        case "[": return .set(try bracket(start))
        case "\\": return try escape(start)
        case ".":
            let lineEnds: [ClosedRange<UInt32>] =
                dotMatchesAll ? [] : syntax == .interoperable ? [0x0A...0x0A, 0x0D...0x0D] : [0x0A...0x0A]
            return .set(ScalarSet(ranges: lineEnds.isEmpty ? [0...0x10FFFF] : lineEnds, isNegated: !lineEnds.isEmpty))
        case "^": return .assertion(isMultiline ? .lineStart : .start)
        case "$": return .assertion(isMultiline ? .lineEnd : .end)
        case "*", "+", "?": throw error("there is nothing before \(scalar) to repeat", at: start)
        case "{", "}", "]":
            guard syntax == .full, scalar != "{" || !startsCount(at: offset) else {
                throw error("write \\\(scalar) for the character \(scalar)", at: start)
            }
            return literal(scalar)
        default: return literal(scalar)
        }
    }

    func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        guard ignoresCase else { return .scalar(scalar.value) }
        return .set(ScalarSet(ranges: [scalar.value...scalar.value], ignoresCase: true))
    }

    private mutating func group(_ start: Int) throws(PatternError) -> PatternNode {
        var number: Int?
        if next == "?" {
            guard syntax == .full else { throw error("groups begin with ( alone", at: start) }
            if !take("?:") {
                guard take("?<") || take("?P<"), next != "=", next != "!" else {
                    throw error(
                        "groups are (…), (?:…) and (?<name>…); looking ahead and behind is not supported",
                        at: start
                    )
                }
                while let scalar = next, scalar != ">" { offset += scalar == ")" ? scalars.count : 1 }
                guard take(">") else { throw error("a group's name ends with >", at: start) }
                groupCount += 1
                number = groupCount
            }
        } else {
            groupCount += 1
            number = groupCount
        }
        let inner = try alternatives()
        guard take(")") else { throw error("there is no ) for this (", at: start) }
        return number.map { .group(inner, number: $0) } ?? inner
    }

    private mutating func repeated(_ atom: PatternNode) throws(PatternError) -> PatternNode {
        var result = atom
        var isFirst = true
        while let scalar = next {
            let start = offset
            let range: (Int, Int?)
            switch scalar {
            case "*": range = (0, nil)
            case "+": range = (1, nil)
            case "?": range = (0, 1)
            case "{" where startsCount(at: offset + 1): range = (0, 0)
            default: return result
            }
            guard isFirst else { throw error("a repetition is not repeated again", at: start) }
            offset += 1
            let (from, to) = scalar == "{" ? try count(start) : range
            let isLazy = syntax == .full && take("?")
            if case .assertion = atom, to != 1 { throw error("a position is not repeated", at: start) }
            result = .repeat(result, from: from, to: to, isLazy: isLazy)
            isFirst = false
        }
        return result
    }

    private func startsCount(at index: Int) -> Bool {
        index < scalars.count && (syntax == .interoperable || ("0"..."9").contains(scalars[index]))
    }

    private mutating func count(_ start: Int) throws(PatternError) -> (Int, Int?) {
        let expected = "counts are written {2}, {2,} or {2,5}, up to \(Self.mostRepeats)"
        guard let from = number() else { throw error(expected, at: start) }
        var to: Int? = from
        if take(",") { to = next == "}" ? nil : number() ?? -1 }
        guard take("}"), from <= Self.mostRepeats, to.map({ $0 >= from && $0 <= Self.mostRepeats }) ?? true else {
            throw error(expected, at: start)
        }
        return (from, to)
    }

    private mutating func number() -> Int? {
        let start = offset
        while let scalar = next, ("0"..."9").contains(scalar) { offset += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<min(offset, start + 6)])))
    }
}
