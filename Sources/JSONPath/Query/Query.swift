/// A query: where it begins, and how it goes on.
struct Query: Hashable, Sendable {
    /// Begins at the value under test (`@`) instead of the whole document (`$`).
    var isRelative: Bool
    var segments: [Segment]

    /// Selects one node at most (RFC 9535, section 2.3.5.1).
    var isSingular: Bool {
        segments.allSatisfy { segment in
            guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
            switch segment.selectors[0] {
            case .name, .index: return true
            default: return false
            }
        }
    }
}

/// One step of a query, to the children or to all descendants.
struct Segment: Hashable, Sendable {
    var isDescendant: Bool
    var selectors: [Selector]
}

/// Which children are selected.
enum Selector: Hashable, Sendable {
    case name([UInt8])
    case wildcard
    case index(Int)
    case slice(from: Int?, to: Int?, step: Int)
    case filter(Logical)
}

/// An expression that holds or does not.
indirect enum Logical: Hashable, Sendable {
    case any([Logical])
    case all([Logical])
    case not(Logical)
    case exists(Query)
    case function(FunctionCall)
    case comparison(Operand, Comparator, Operand)
}

enum Comparator: String, Hashable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
}

/// One side of a comparison, or an argument.
indirect enum Operand: Hashable, Sendable {
    case string([UInt8])
    case number(JSONNumber)
    case boolean(Bool)
    case null
    case query(Query)
    case function(FunctionCall)
}

/// A call of one of the functions of RFC 9535, section 2.4.
struct FunctionCall: Hashable, Sendable {
    var name: Name
    var arguments: [Operand]
    /// The second argument of `match` and `search`, where the query states it.
    var pattern: Pattern?

    enum Name: String, CaseIterable, Hashable, Sendable {
        case length, count, match, search, value

        /// The function says whether something holds; the others give a value.
        var isLogical: Bool { self == .match || self == .search }
        /// The argument is a list of nodes, not a value.
        var takesNodes: Bool { self == .count || self == .value }
        var parameterCount: Int { isLogical ? 2 : 1 }
    }
}

/// A number, kept whole where it is.
enum JSONNumber: Hashable, Sendable {
    case whole(Int64)
    case fraction(Double)

    /// Reads a number that JSON allows.
    init(_ text: UnsafeRawBufferPointer) {
        let digits = String(decoding: text, as: UTF8.self)
        if let whole = Int64(digits) {
            self = .whole(whole)
        } else {
            self = .fraction(Double(digits) ?? .nan)
        }
    }

    private var approximation: Double {
        switch self {
        case .whole(let value): Double(value)
        case .fraction(let value): value
        }
    }

    static func equal(_ left: JSONNumber, _ right: JSONNumber) -> Bool {
        if case .whole(let left) = left, case .whole(let right) = right { return left == right }
        return left.approximation == right.approximation
    }

    static func less(_ left: JSONNumber, _ right: JSONNumber) -> Bool {
        if case .whole(let left) = left, case .whole(let right) = right { return left < right }
        return left.approximation < right.approximation
    }
}
