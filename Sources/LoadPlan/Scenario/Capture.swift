/// A value kept of a response.
public struct Capture: Hashable, Sendable, Codable {
    /// The name by which later steps use it.
    public var name: String
    /// Where it stands in the response.
    public var source: ResponseSource
    /// The value where the response has none; nil ends the iteration, which is counted as `capture_missing`.
    public var fallback: String?

    /// Creates a capture.
    public init(name: String, source: ResponseSource, fallback: String? = nil) {
        self.name = name
        self.source = source
        self.fallback = fallback
    }
}

/// A part of a response.
public enum ResponseSource: Hashable, Sendable, Codable {
    /// The status code.
    case status
    /// A header field's value, by its name in any case; the first of several.
    case header(String)
    /// A cookie that the response sets, by name.
    case cookie(String)
    /// The first node that a JSONPath query (RFC 9535) selects in the content: strings as they are, others as JSON.
    case jsonPath(String)
    /// The first match of a regular expression in the content; `group` 0 is the whole match.
    case regularExpression(String, group: Int)
    /// The content as text.
    case body
    /// Bytes of the content.
    case size
    /// Milliseconds from the send to the end of the response.
    case time
}

/// Something that must hold of a response.
public struct Check: Hashable, Sendable, Codable {
    /// The name under which it is counted.
    public var name: String
    /// What is looked at.
    public var source: ResponseSource
    /// What must hold of it.
    public var predicate: Predicate
    /// A request whose check does not hold has failed; otherwise the check is only counted.
    public var failsRequest: Bool

    /// Creates a check.
    public init(name: String, source: ResponseSource, predicate: Predicate, failsRequest: Bool = true) {
        self.name = name
        self.source = source
        self.predicate = predicate
        self.failsRequest = failsRequest
    }
}

/// What must hold of a value. Numbers are compared as numbers; a text that is none is then not equal, not less, not more.
public enum Predicate: Hashable, Sendable, Codable {
    /// There is a value.
    case exists
    /// There is none.
    case isMissing
    /// Equal, as numbers where both are, else as text.
    case equals(Template)
    /// Not equal.
    case differs(Template)
    /// One of several.
    case isOne(of: [String])
    /// Contains the text.
    case contains(Template)
    /// Matches the regular expression somewhere.
    case matches(String)
    /// Less than.
    case less(Double)
    /// At most.
    case atMost(Double)
    /// More than.
    case more(Double)
    /// At least.
    case atLeast(Double)
    /// A status of a class: 2 for 200–299.
    case statusClass(Int)
}

/// A condition of `if` and `while`, on what the iteration knows.
public struct Condition: Hashable, Sendable, Codable {
    /// What is looked at; nil is the status of the last response, 0 before the first and after a network error.
    public var value: Template?
    /// What must hold of it. A value that was not captured is missing.
    public var predicate: Predicate

    /// Creates a condition.
    public init(value: Template?, predicate: Predicate) {
        self.value = value
        self.predicate = predicate
    }
}
