/// Why a launch was refused or did not come to an end. Where a fleet could not start enough tasks there is an answer
/// instead, with the status `failed`.
public struct LaunchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// The payload asks for something that is not accepted; `diagnostics` says what.
        case invalidPayload
        /// The `testId` names a run with another payload.
        case conflict
        /// A launch is to be continued that nobody began.
        case unknownRun
        /// The plan that the payload refers to cannot be had.
        case plan
        /// The registry of runs does not answer.
        case registry
        /// The fleet does not answer.
        case fleet
        /// The rest of the launch could not be handed over.
        case handOver
    }

    /// The kind of failure.
    public let code: Code
    /// What went wrong and what to do. Names every field at fault, up to 20 of them.
    public let message: String
    /// Everything that is wrong with the payload, for `invalidPayload`.
    public let diagnostics: [PayloadDiagnostic]

    /// The kind as a bounded label for metrics, and the `errorType` of a Lambda function.
    public var label: String { code.rawValue }
    /// The message.
    public var description: String { message }
    /// Whether the same event may succeed later: what was launched by then is not launched twice.
    public var isTransient: Bool {
        switch code {
        case .plan, .registry, .fleet, .handOver: true
        case .invalidPayload, .conflict, .unknownRun: false
        }
    }

    /// Creates an error.
    public init(_ code: Code, _ message: String, diagnostics: [PayloadDiagnostic] = []) {
        self.code = code
        self.message = message
        self.diagnostics = diagnostics
    }

    static func invalidPayload(_ diagnostics: [PayloadDiagnostic]) -> LaunchError {
        let shown = diagnostics.prefix(20).map(\.description).joined(separator: "; ")
        let rest = diagnostics.count > 20 ? "; and \(diagnostics.count - 20) more" : ""
        return LaunchError(.invalidPayload, "the launch payload is refused: \(shown)\(rest)", diagnostics: diagnostics)
    }

    /// - Parameter activity: What failed, as the subject of a sentence.
    static func transient(_ code: Code, _ activity: String, _ testId: String, _ cause: any Error) -> LaunchError {
        LaunchError(
            code,
            "\(activity) of run '\(testId)' failed: \(BoundedText.clean("\(cause)")); launch it again with the same "
                + "testId and payload: tasks that run already are not launched twice"
        )
    }
}
