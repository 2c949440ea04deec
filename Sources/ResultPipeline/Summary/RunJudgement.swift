internal import Measurement

/// The verdict of a run and its reasons.
///
/// In this order:
/// 1. The generator was the bottleneck: `invalid`, whatever else happened.
/// 2. A person stopped the run before its load began: `interrupted`.
/// 3. Results are missing (and that was not allowed): `invalid`. So a stop counts as an interruption only where
///    all that was measured up to it is there.
/// 4. A person stopped the run: `interrupted`.
/// 5. The run was stopped for want of tasks: `invalid`.
/// 6. A threshold failed, or ended the run, or no request succeeded: `failed`.
/// 7. `passed`.
///
/// All reasons that apply are told, those of the verdict first.
struct RunJudgement {
    let stop: StopReason?
    let hasStarted: Bool
    let saturation: [String]
    let missing: [String]
    let allowPartial: Bool
    /// Why thresholds did not hold, in sentences.
    let brokenThresholds: [String]
    let counts: RequestCounts

    var verdict: Verdict {
        if !saturation.isEmpty { return .invalid }
        if isInterrupted && !hasStarted { return .interrupted }
        if !missing.isEmpty && !allowPartial { return .invalid }
        if isInterrupted { return .interrupted }
        if let stop, stop.origin != .threshold { return .invalid }
        if stop != nil { return .failed }
        return failures.isEmpty ? .passed : .failed
    }

    var reasons: [String] {
        let stopped = stop.map { ["stopped before its end: \($0.detail)"] } ?? []
        let generator = saturation.map { "the generator was the bottleneck: \($0)" }
        let incomplete = isInterrupted && !hasStarted ? [] : missing
        let failed = hasStarted ? failures : []
        return isInterrupted ? stopped + generator + incomplete + failed : generator + stopped + incomplete + failed
    }

    private var isInterrupted: Bool { stop?.origin == .user }

    private var failures: [String] {
        var failures = brokenThresholds
        if counts.sent == 0 {
            failures.append("no request was sent")
        } else if counts.sent <= counts.failed {
            failures.append("none of \(Figure.count(counts.sent, "request")) succeeded")
        }
        return failures
    }
}
