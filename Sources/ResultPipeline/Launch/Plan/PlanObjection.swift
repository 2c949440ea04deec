/// Why a plan may not be kept where the registry keeps runs.
public struct PlanObjection: Hashable, Sendable {
    /// The fields at fault, as plan files name them.
    public let fields: [String]
    /// What is wrong with them.
    public let reason: String
    /// What to do, with commands, in lines.
    public let advice: String

    /// Creates an objection.
    public init(fields: [String], reason: String, advice: String) {
        self.fields = fields
        self.reason = reason
        self.advice = advice
    }

    /// Fields, reason and advice.
    public var message: String {
        let shown = fields.prefix(10).map { PayloadDiagnostic.bounded($0, 120) }.joined(separator: ", ")
        let rest = fields.count > 10 ? " and \(fields.count - 10) more" : ""
        return "\(shown)\(rest): \(reason)\n\(advice)"
    }
}

extension LaunchError {
    /// A refusal that names the fields, each in a diagnostic of its own.
    static func invalidPayload(_ objection: PlanObjection) -> LaunchError {
        LaunchError(
            .invalidPayload,
            "the launch payload is refused: \(objection.message)",
            diagnostics: objection.fields.map { PayloadDiagnostic(field: $0, objection.reason) }
        )
    }
}
