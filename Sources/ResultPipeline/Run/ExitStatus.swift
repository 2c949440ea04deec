public import Measurement

/// What the process says at its end. Scripts rely on these numbers.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Every threshold held and at least one request succeeded.
    case passed = 0
    /// Bad flags or a bad plan.
    case usage = 64
    /// A fault of this program or its surroundings.
    case internalError = 70
    /// A threshold failed, or no request succeeded.
    case thresholdFailed = 99
    /// Stopped before its end; the report is still written.
    case interrupted = 105
    /// The generator was the bottleneck, or results are incomplete.
    case invalid = 106

    /// The status of a run that has a verdict.
    public init(_ verdict: Verdict) {
        switch verdict {
        case .passed: self = .passed
        case .failed: self = .thresholdFailed
        case .interrupted: self = .interrupted
        case .invalid: self = .invalid
        }
    }
}
