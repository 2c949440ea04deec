/// A regular expression, checked and ready to be applied.
///
/// Applying one takes time in proportion to the text, whatever the text holds: there are no references back and no looking around,
/// which is what would make it otherwise (Thompson's construction, as Pike runs it: swtch.com/~rsc/regexp/regexp2.html). Of several
/// matches the leftmost is taken, and of those the one that comes first in the pattern, as in Perl. Text is compared scalar by scalar.
public struct Pattern: Hashable, Sendable, CustomStringConvertible {
    /// Which expressions are accepted.
    public enum Syntax: Hashable, Sendable {
        /// What people write in plans: groups, classes, `\d \w \s \b`, lazy repetition, `(?i) (?m) (?s)` at the beginning.
        case full
        /// I-Regexp (RFC 9485), as JSONPath's `match` and `search` take it.
        case interoperable
    }

    /// The expression as it was written.
    public let text: String
    let program: PatternProgram

    /// Reads an expression.
    /// - Throws: ``PatternError`` with the column of what is wrong.
    public init(parsing text: String, syntax: Syntax = .full) throws(PatternError) {
        var parser = PatternParser(text, syntax: syntax)
        self.text = text
        program = try PatternProgram(parser.parse(), parser: parser)
    }

    /// The expression as it was written.
    public var description: String { text }

    /// How many groups the expression has, the whole match not counted.
    public var groupCount: Int { program.groupCount }

    /// Where the first match lies, and each of its groups: index 0 is the whole match, and groups that took no part are nil.
    public func firstMatch(in text: UnsafeRawBufferPointer) -> [Range<Int>?]? {
        var matcher = PatternMatcher(program, text, isAnchored: false)
        return matcher.run()
    }

    /// Whether the expression matches all of the text.
    public func matchesWhole(_ text: UnsafeRawBufferPointer) -> Bool {
        var matcher = PatternMatcher(program, text, isAnchored: true)
        return matcher.run() != nil
    }
}

/// Why a text is no regular expression that can be used.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Position of the first character that cannot be understood, from 1.
    public let column: Int
    /// What is wrong there and what is allowed, as a sentence.
    public let message: String

    /// A name of a fixed, small set.
    public var label: String { "regular_expression" }

    /// Column and message.
    public var description: String { "column \(column): \(message)" }
}
