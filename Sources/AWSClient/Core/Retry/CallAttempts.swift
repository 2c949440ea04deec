/// What to do after each attempt of one call. Does nothing itself.
struct CallAttempts: Sendable {
    /// The next step.
    enum Step: Hashable, Sendable {
        /// Pause, then try again.
        case pause(Duration)
        /// Sign with the service's clock, which is that many milliseconds ahead, and try again at once.
        case setClock(Int64)
        /// Have the keys renewed, and try again at once if there are others.
        case renewKeys
        /// Report the failure.
        case fail
    }

    /// Milliseconds by which a clock may be wrong: AWS admits 5 minutes at least.
    fileprivate static let admittedSkew: UInt64 = 240_000

    private let policy: RetryPolicy
    private(set) var number = 1
    private var lastCost: Int?
    private var hasSetClock = false
    private var hasRenewedKeys = false

    init(policy: RetryPolicy) {
        self.policy = policy
    }

    /// Decides after a failure. A wrong clock and expired keys are mended once each; that counts as no attempt, as the
    /// service refused to read the request.
    /// - Parameters:
    ///   - clockOffset: What was added to our clock for the attempt, in milliseconds.
    ///   - random: From 0 to 1.
    mutating func next(
        after failure: AttemptFailure,
        clockOffset: Int64,
        quota: inout RetryQuota,
        random: Double
    ) -> Step {
        if !hasSetClock, let offset = failure.clockOffset, failure.tells(clockIsWrongAt: clockOffset) {
            hasSetClock = true
            return .setClock(offset)
        }
        if !hasRenewedKeys, failure.tellsKeysExpired {
            hasRenewedKeys = true
            return .renewKeys
        }
        guard let kind = failure.kind, number < policy.maxAttempts, quota.take(kind.cost) else { return .fail }
        let pause = policy.pause(after: number, kind: kind, asked: failure.askedPause, random: random)
        number += 1
        lastCost = kind.cost
        return .pause(pause)
    }

    /// Books a success.
    func succeed(quota: inout RetryQuota) {
        quota.giveBack(lastCost)
    }
}

extension AttemptFailure {
    fileprivate func tells(clockIsWrongAt offset: Int64) -> Bool {
        switch error.code {
        case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture":
            true
        case "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure":
            // Also said of a wrong key; only the clocks tell which it is.
            clockOffset.map { ($0 - offset).magnitude >= CallAttempts.admittedSkew } ?? false
        default:
            false
        }
    }

    fileprivate var tellsKeysExpired: Bool {
        ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"].contains(error.code)
    }
}
