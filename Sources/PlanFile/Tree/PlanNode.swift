/// A place in a file, as editors count: both from 1.
package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A piece of a plan file and where it stands.
package struct PlanNode: Hashable, Sendable {
    /// Where it begins.
    package var position: Position
    /// What it is.
    package var value: Value

    package init(position: Position, value: Value) {
        self.position = position
        self.value = value
    }

    package indirect enum Value: Hashable, Sendable {
        /// Text; `isPlain` where it was written without quotes, so that it may be a number, `true`, `false` or `null`.
        case scalar(String, isPlain: Bool)
        /// A list.
        case sequence([PlanNode])
        /// Keys with values, in order; no key twice.
        case mapping([Entry])
    }

    /// A key with its value.
    package struct Entry: Hashable, Sendable {
        package var key: String
        package var position: Position
        package var value: PlanNode

        package init(key: String, position: Position, value: PlanNode) {
            self.key = key
            self.position = position
            self.value = value
        }
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
    package var elements: [PlanNode]? {
        if case .sequence(let elements) = value { elements } else { nil }
    }

    /// The entries of a mapping.
    package var entries: [Entry]? {
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
package enum TreeLimits {
    /// Bytes of a plan file.
    package static let bytes = 1_048_576
    /// Levels of lists and keys.
    package static let depth = 48
    /// Pieces, those that aliases repeat counted each time.
    package static let nodes = 100_000
}

/// Why a file is no tree of keys and values.
package struct TreeError: Error, Hashable, Sendable {
    package let position: Position
    package let text: String
    package let message: String

    package init(position: Position, text: String, message: String) {
        self.position = position
        self.text = text
        self.message = message
    }
}
