/// A place in a file, as editors count: both from 1.
struct Position: Hashable, Sendable {
    var line: Int
    var column: Int
}

/// A piece of a plan file and where it stands.
struct PlanNode: Hashable, Sendable {
    /// Where it begins.
    var position: Position
    /// What it is.
    var value: Value

    indirect enum Value: Hashable, Sendable {
        /// Text; `isPlain` where it was written without quotes, so that it may be a number, `true`, `false` or `null`.
        case scalar(String, isPlain: Bool)
        /// A list.
        case sequence([PlanNode])
        /// Keys with values, in order; no key twice.
        case mapping([Entry])
    }

    /// A key with its value.
    struct Entry: Hashable, Sendable {
        var key: String
        var position: Position
        var value: PlanNode
    }

    /// The text of a scalar.
    var text: String? {
        if case .scalar(let text, _) = value { text } else { nil }
    }

    /// Nothing: an empty value, `null` or `~`.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = value else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The elements of a list.
    var elements: [PlanNode]? {
        if case .sequence(let elements) = value { elements } else { nil }
    }

    /// The entries of a mapping.
    var entries: [Entry]? {
        if case .mapping(let entries) = value { entries } else { nil }
    }

    /// The value of a key.
    subscript(key: String) -> PlanNode? {
        entries?.first { $0.key == key }?.value
    }

    /// What it is, for a message.
    var kind: String {
        switch value {
        case .scalar where isNull: "nothing"
        case .scalar: "a text"
        case .sequence: "a list"
        case .mapping: "keys with values"
        }
    }

    /// How it is shown in a message: a text as it is, everything else by its kind.
    var shown: String {
        text.map { isNull ? "nothing" : $0 } ?? kind
    }
}

/// Bounds within which a file is read at all.
enum TreeLimits {
    /// Bytes of a plan file.
    static let bytes = 1_048_576
    /// Levels of lists and keys.
    static let depth = 48
    /// Pieces, those that aliases repeat counted each time.
    static let nodes = 100_000
}

/// Why a file is no tree of keys and values.
struct TreeError: Error, Hashable, Sendable {
    let position: Position
    let text: String
    let message: String
}
