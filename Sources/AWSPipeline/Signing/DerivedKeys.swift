internal import AWSSigning
private import Synchronization

/// What is the same for many requests: the second's two texts, and the day's keys.
final class DerivedKeys: Sendable {
    private struct Scope: Hashable {
        let signer: SigV4
        let secret: String
        let day: String
    }

    private struct State {
        var time = SigningTime(epochSeconds: 0)
        var keys: [Scope: SigningKey] = [:]
    }

    private let state = Mutex(State())

    /// A plan may have keys in its rows: as many are kept as cost little.
    private static let most = 256

    /// The moment, and the key that signs with `credentials` then.
    func key(of credentials: Credentials, for signer: SigV4, at epochSeconds: Int64) -> (SigningTime, SigningKey) {
        state.withLock { state in
            if state.time.epochSeconds != epochSeconds { state.time = SigningTime(epochSeconds: epochSeconds) }
            let time = state.time
            let scope = Scope(signer: signer, secret: credentials.secretAccessKey, day: time.day)
            if let key = state.keys[scope] { return (time, key) }
            if state.keys.count >= Self.most { state.keys = [:] }
            let key = signer.key(of: credentials, at: time)
            state.keys[scope] = key
            return (time, key)
        }
    }
}
