/// Reads the grammar of RFC 9535, appendix A, character by character.
struct QueryParser {
    let scalars: [Unicode.Scalar]
    var offset = 0
    /// Brackets within brackets; bounded, so that no plan can exhaust the stack.
    var depth = 0

    private static let deepest = 64
    /// Whole numbers that are exact in I-JSON (RFC 7493, section 2.2).
    private static let largest = 9_007_199_254_740_991

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func parse() throws(JSONPathError) -> Query {
        guard take("$") else { throw error("a query begins with $") }
        let query = Query(isRelative: false, segments: try segments())
        guard next == nil else { throw error("expected ., .. or [, or the end") }
        return query
    }

    var next: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    /// Consumes `text` if it stands here.
    mutating func take(_ text: String) -> Bool {
        let wanted = text.unicodeScalars
        guard scalars[offset...].starts(with: wanted) else { return false }
        offset += wanted.count
        return true
    }

    mutating func skipBlanks() {
        while let scalar = next, [" ", "\t", "\n", "\r"].contains(scalar) { offset += 1 }
    }

    func error(_ expected: String, at column: Int? = nil) -> JSONPathError {
        JSONPathError(column: (column ?? offset) + 1, message: "This is no JSONPath query: \(expected).")
    }

    mutating func enter() throws(JSONPathError) {
        depth += 1
        guard depth <= Self.deepest else { throw error("at most \(Self.deepest) brackets stand in one another") }
    }

    mutating func segments() throws(JSONPathError) -> [Segment] {
        var result: [Segment] = []
        while true {
            let before = offset
            skipBlanks()
            if take("..") {
                let selectors = next == "[" ? try bracketed() : [try shorthand("a name, * or [ after ..")]
                result.append(Segment(isDescendant: true, selectors: selectors))
            } else if take(".") {
                result.append(Segment(isDescendant: false, selectors: [try shorthand("a name or * after .")]))
            } else if next == "[" {
                result.append(Segment(isDescendant: false, selectors: try bracketed()))
            } else {
                offset = before
                return result
            }
        }
    }

    /// What may follow a dot without brackets.
    private mutating func shorthand(_ expected: String) throws(JSONPathError) -> Selector {
        if take("*") { return .wildcard }
        let start = offset
        while let scalar = next, Self.isName(scalar, first: offset == start) { offset += 1 }
        guard offset > start else { throw error("expected \(expected); other names stand in brackets, ['a name']") }
        return .name(utf8(scalars[start..<offset]))
    }

    private static func isName(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        case "0"..."9": !first
        default: scalar.value >= 0x80
        }
    }

    private mutating func bracketed() throws(JSONPathError) -> [Selector] {
        guard take("[") else { throw error("expected [") }
        try enter()
        defer { depth -= 1 }
        var selectors: [Selector] = []
        repeat {
            skipBlanks()
            selectors.append(try selector())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw error("expected , or ]") }
        return selectors
    }

    private mutating func selector() throws(JSONPathError) -> Selector {
        switch next {
        case "'", "\"": return .name(try string())
        case "*":
            offset += 1
            return .wildcard
        case "?":
            offset += 1
            skipBlanks()
            return .filter(try logical())
        default: return try indexOrSlice()
        }
    }

    private mutating func indexOrSlice() throws(JSONPathError) -> Selector {
        let first = try wholeNumber()
        let afterFirst = offset
        skipBlanks()
        guard take(":") else {
            offset = afterFirst
            guard let first else { throw error("expected a name in quotes, a whole number, a slice, * or ?") }
            return .index(first)
        }
        skipBlanks()
        let second = try wholeNumber()
        let afterSecond = offset
        skipBlanks()
        guard take(":") else {
            offset = afterSecond
            return .slice(from: first, to: second, step: 1)
        }
        let afterColon = offset
        skipBlanks()
        let step = try wholeNumber()
        if step == nil { offset = afterColon }
        return .slice(from: first, to: second, step: step ?? 1)
    }

    /// A whole number as RFC 9535 writes it; nil where none begins.
    private mutating func wholeNumber() throws(JSONPathError) -> Int? {
        let start = offset
        let isNegative = take("-")
        let digits = offset
        while let scalar = next, ("0"..."9").contains(scalar) { offset += 1 }
        guard offset > start else { return nil }
        let count = offset - digits
        guard count > 0, count == 1 && !isNegative || scalars[digits] != "0" else {
            throw error("whole numbers are written without leading zeros and -0", at: start)
        }
        guard count <= 16, let value = Int(String(String.UnicodeScalarView(scalars[start..<offset]))),
            abs(value) <= Self.largest
        else { throw error("whole numbers lie between -\(Self.largest) and \(Self.largest)", at: start) }
        return value
    }

    func utf8(_ part: ArraySlice<Unicode.Scalar>) -> [UInt8] {
        Array(String(String.UnicodeScalarView(part)).utf8)
    }
}
