/// What one check of a deployment found.
public struct DoctorFinding: Hashable, Sendable, Encodable {
    /// How a check ended.
    public enum Outcome: String, Hashable, Sendable, CaseIterable, Encodable {
        /// All is well.
        case ok
        /// It works, but may not always; or it could not be looked at.
        case warning
        /// Runs will fail.
        case failed
    }

    /// What was looked at.
    public var check: String
    /// How it ended.
    public var outcome: Outcome
    /// What was found, and what that means.
    public var finding: String
    /// How to mend it; nil where there is nothing to mend.
    public var remedy: String?

    /// Creates a finding.
    public init(_ check: String, _ outcome: Outcome, _ finding: String, remedy: String? = nil) {
        self.check = check
        self.outcome = outcome
        self.finding = finding
        self.remedy = remedy
    }

    /// The finding as lines for a person.
    public var text: String {
        let mark =
            switch outcome {
            case .ok: "ok     "
            case .warning: "warning"
            case .failed: "failed "
            }
        return "\(mark)  \(check): \(finding)\n" + (remedy.map { "         → \($0)\n" } ?? "")
    }
}
