/// What is wrong with one construct.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    /// The kinds of faults.
    public enum Code: String, Sendable, CaseIterable {
        /// An id is empty, holds a slash, or is its sibling's too.
        case invalidId
        /// A property has a value that AWS or the construct does not take.
        case invalidValue
        /// Properties that do not go together.
        case conflict
        /// A value refers to what is not in the template.
        case unknownReference
        /// No property has this name.
        case unknownProperty
        /// The tree was changed after its template was made.
        case locked
    }

    /// The kind of fault.
    public let code: Code
    /// The construct's path, or the name of what was read.
    public let path: String
    /// What is wrong and what to do.
    public let message: String
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// `Stack/Queue: visibilityTimeout is 50000 s; …`.
    public var description: String { "\(path): \(message)" }

    /// A fault.
    public init(_ code: Code, _ path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }
}

/// Everything that is wrong, at once.
public struct Diagnostics: Error, Hashable, Sendable, CustomStringConvertible {
    /// The faults, in the order of the tree. Never empty.
    public let items: [Diagnostic]
    /// The kind of the first as a bounded label for metrics.
    public var label: String { items.first?.label ?? "none" }
    /// One fault a line.
    public var description: String { items.map(\.description).joined(separator: "\n") }

    /// Faults.
    public init(_ items: [Diagnostic]) {
        self.items = items
    }
}
