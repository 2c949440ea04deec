import JSONPath
import LoadPlan

/// Where a value stands in a response, with what is needed to find it.
enum CompiledSource: Sendable {
    case status
    /// Index into the program's header names.
    case header(Int)
    case cookie([UInt8])
    case jsonPath(Int)
    case pattern(Int, group: Int)
    case body
    case size
    case time
}

/// What is kept of a response.
struct CompiledCapture: Sendable {
    var slot: Int
    var source: CompiledSource
    var fallback: [UInt8]?
}

/// What must hold of a response.
struct CompiledCheck: Sendable {
    /// Position among the endpoint's checks.
    var counter: Int
    var source: CompiledSource
    var predicate: CompiledPredicate
    var failsRequest: Bool
    /// The plan's name of it.
    var name: String
}

/// What `if` and `while` ask.
struct CompiledCondition: Sendable {
    /// Nil: the status of the last response.
    var value: FragmentRange?
    var predicate: CompiledPredicate
}

/// What must hold of a value. Texts are templates.
enum CompiledPredicate: Sendable {
    case exists
    case isMissing
    case equals(FragmentRange)
    case differs(FragmentRange)
    case isOne(of: [[UInt8]])
    case contains(FragmentRange)
    case matches(Int)
    case less(Double)
    case atMost(Double)
    case more(Double)
    case atLeast(Double)
    case statusClass(Int)
}
