/// One thing that is wrong with a launch payload.
public struct PayloadDiagnostic: Hashable, Sendable, CustomStringConvertible {
    /// The field as it is written, bounded and printable; `payload` where no single field is at fault.
    public let field: String
    /// What was given and what is accepted. Never repeats a header's value, the body, or the credentials of a URL.
    public let message: String

    /// Creates a diagnostic; texts from outside are cut and cleaned.
    public init(field: String, _ message: String) {
        self.field = Self.bounded(field, 64)
        self.message = BoundedText.clean(message)
    }

    /// `field: message`.
    public var description: String { "\(field): \(message)" }

    /// The first `limit` characters of a text from outside, fit for a message.
    static func bounded(_ text: String, _ limit: Int) -> String {
        let shown = BoundedText.clean(String(text.unicodeScalars.prefix(limit)))
        return text.unicodeScalars.count > limit ? shown + "…" : shown
    }

    /// A text from outside in quotes, bounded.
    static func quoted(_ text: String) -> String { "\"\(bounded(text, 64))\"" }
}
