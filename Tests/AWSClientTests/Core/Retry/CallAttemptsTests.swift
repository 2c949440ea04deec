import Testing

@testable import AWSClient

@Suite struct CallAttemptsTests {
    private var quota = RetryQuota()

    @Test mutating func attemptsEndWithThePolicy() {
        var attempts = CallAttempts(policy: RetryPolicy(maxAttempts: 3))
        let failure = failure("InternalError", kind: .transient)
        #expect(next(&attempts, failure) == .pause(.milliseconds(50)))
        #expect(next(&attempts, failure) == .pause(.milliseconds(100)))
        #expect(next(&attempts, failure) == .fail)
        #expect(quota.available == 500 - 28)
    }

    @Test mutating func aFinalErrorIsNotRepeatedAndCostsNothing() {
        var attempts = CallAttempts(policy: RetryPolicy())
        #expect(next(&attempts, failure("ValidationException", kind: nil)) == .fail)
        #expect(quota.available == 500)
    }

    @Test mutating func anEmptyQuotaEndsRepetitions() {
        var paused = 0
        for _ in 0..<200 {
            var attempts = CallAttempts(policy: RetryPolicy(maxAttempts: 2))
            if case .pause = next(&attempts, failure("InternalError", kind: .transient)) { paused += 1 }
        }
        #expect(paused == 35 && quota.available == 10)
        var throttled = CallAttempts(policy: RetryPolicy(maxAttempts: 2))
        #expect(next(&throttled, failure("Throttling", kind: .throttling)) == .pause(.seconds(1)))
        #expect(quota.available == 5)
    }

    @Test mutating func aSuccessGivesBackWhatItsLastRepetitionCost() {
        var attempts = CallAttempts(policy: RetryPolicy(maxAttempts: 5))
        _ = next(&attempts, failure("InternalError", kind: .transient))
        _ = next(&attempts, failure("Throttling", kind: .throttling))
        #expect(quota.available == 500 - 14 - 5)
        attempts.succeed(quota: &quota)
        #expect(quota.available == 500 - 14)
        for _ in 0..<20 { CallAttempts(policy: RetryPolicy()).succeed(quota: &quota) }
        #expect(quota.available == 500)
    }

    @Test(arguments: ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"])
    func aWrongClockIsSetOnceAndCountsAsNoAttempt(code: String) {
        var attempts = CallAttempts(policy: RetryPolicy(maxAttempts: 1))
        var quota = RetryQuota()
        let failure = failure(code, kind: nil, clockOffset: 900_000)
        #expect(attempts.next(after: failure, clockOffset: 0, quota: &quota, random: 1) == .setClock(900_000))
        #expect(attempts.next(after: failure, clockOffset: 900_000, quota: &quota, random: 1) == .fail)
        #expect(quota.available == 500)
    }

    @Test(arguments: [
        (0, 240_000, true), (0, -240_000, true), (0, 239_999, false), (500_000, 600_000, false), (900_000, 0, true),
    ])
    func aRefusedSignatureIsTheClocksFaultOnlyIfItIsWrong(known: Int64, told: Int64, sets: Bool) {
        for code in ["InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure"] {
            var attempts = CallAttempts(policy: RetryPolicy())
            var quota = RetryQuota()
            let failure = failure(code, kind: nil, clockOffset: told)
            let step = attempts.next(after: failure, clockOffset: known, quota: &quota, random: 1)
            #expect(step == (sets ? .setClock(told) : .fail))
        }
    }

    @Test mutating func withoutADateNoClockIsSet() {
        var attempts = CallAttempts(policy: RetryPolicy())
        #expect(next(&attempts, failure("RequestTimeTooSkewed", kind: nil)) == .fail)
    }

    @Test(arguments: ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"])
    func expiredKeysAreRenewedOnce(code: String) {
        var attempts = CallAttempts(policy: RetryPolicy(maxAttempts: 1))
        var quota = RetryQuota()
        let failure = failure(code, kind: nil)
        #expect(attempts.next(after: failure, clockOffset: 0, quota: &quota, random: 1) == .renewKeys)
        #expect(attempts.next(after: failure, clockOffset: 0, quota: &quota, random: 1) == .fail)
    }

    private mutating func next(_ attempts: inout CallAttempts, _ failure: AttemptFailure) -> CallAttempts.Step {
        attempts.next(after: failure, clockOffset: 0, quota: &quota, random: 1)
    }

    private func failure(_ code: String, kind: RetryKind?, clockOffset: Int64? = nil) -> AttemptFailure {
        AttemptFailure(AWSError(operation: "Op", code: code, message: ""), kind: kind, clockOffset: clockOffset)
    }
}
