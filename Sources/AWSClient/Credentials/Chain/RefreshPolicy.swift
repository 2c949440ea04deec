/// When keys that expire are fetched anew.
///
/// Advised from 15 minutes before expiry, due from 10 minutes before, as botocore has it; but at most half and a third
/// of the time for which they were given, or keys given for 15 minutes would be fetched anew with every call.
enum RefreshPolicy {
    static let advisoryWindow: Int64 = 15 * 60 * 1000
    static let mandatoryWindow: Int64 = 10 * 60 * 1000
    /// Milliseconds without another attempt after one that failed, as long as the keys held are valid.
    static let pause: Int64 = 30 * 1000

    /// How pressing the refresh is.
    enum Need: Hashable, Sendable {
        /// Not yet.
        case none
        /// Worth an attempt that nobody waits for.
        case advised
        /// To be awaited.
        case due
        /// The keys are of no use any more.
        case expired
    }

    /// The need at `now` of keys that end at `expiry` and were fetched at `fetched`, all in epoch milliseconds.
    static func need(expiry: Int64?, fetched: Int64, now: Int64) -> Need {
        guard let expiry else { return .none }
        let remaining = expiry - now
        let lifetime = max(expiry - fetched, 0)
        if remaining <= 0 { return .expired }
        if remaining < min(mandatoryWindow, lifetime / 3) { return .due }
        return remaining < min(advisoryWindow, lifetime / 2) ? .advised : .none
    }
}
