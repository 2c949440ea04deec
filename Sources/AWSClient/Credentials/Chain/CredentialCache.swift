internal import AWSSigning

/// Holds the keys of a search and fetches new ones ahead of their expiry, one fetch at a time.
actor CredentialCache {
    private struct Held {
        let source: any CredentialSource
        let keys: IssuedCredentials
        let fetched: Int64
        /// AWS says that they have expired, whatever their expiry says.
        var isRefused = false
    }

    private let search: SourceSearch
    private let now: @Sendable () -> Int64
    private var held: Held?
    private var isFetching = false
    private var pausedUntil = Int64.min
    private var waiting: [AsyncThrowingStream<Credentials, any Error>.Continuation] = []

    init(_ search: SourceSearch, now: @escaping @Sendable () -> Int64) {
        self.search = search
        self.now = now
    }

    /// Keys that are valid now. While a refresh is advised nobody waits for it; once it is due all wait for the same one.
    func credentials() async throws -> Credentials {
        let now = now()
        if let held {
            switch need(held, at: now) {
            case .none:
                return held.keys.credentials
            case .advised:
                if now >= pausedUntil { fetch() }
                return held.keys.credentials
            case .due where now < pausedUntil:
                return held.keys.credentials
            case .due, .expired:
                break
            }
        }
        return try await fetched()
    }

    /// Counts the keys held as expired if they are these.
    func renew(_ refused: Credentials) {
        if held?.keys.credentials == refused { held?.isRefused = true }
    }

    /// Waits for the fetch that is under way, or for a new one. A caller that is cancelled leaves at once; the fetch goes
    /// on for the others.
    private func fetched() async throws -> Credentials {
        let (stream, continuation) = AsyncThrowingStream<Credentials, any Error>.makeStream()
        waiting.append(continuation)
        fetch()
        for try await credentials in stream { return credentials }
        throw CancellationError()
    }

    private func fetch() {
        guard !isFetching else { return }
        isFetching = true
        Task { finish(with: await outcome()) }
    }

    private func outcome() async -> Result<Held, any Error> {
        do {
            let found: (source: any CredentialSource, keys: IssuedCredentials)
            if let source = held?.source {
                found = (source, try await search.again(source))
            } else {
                found = try await search.first()
            }
            let next = Held(source: found.source, keys: found.keys, fetched: now())
            guard need(next, at: next.fetched) != .expired else {
                throw AWSError.noCredentials(
                    "\(found.source.name) gave keys that have already expired: renew them there, or set this "
                        + "machine's clock"
                )
            }
            return .success(next)
        } catch {
            return .failure(error)
        }
    }

    private func finish(with outcome: Result<Held, any Error>) {
        let now = now()
        let answer: Result<Credentials, any Error>
        switch outcome {
        case .success(let next):
            held = next
            answer = .success(next.keys.credentials)
        case .failure(let error):
            pausedUntil = now + RefreshPolicy.pause
            if let held, need(held, at: now) != .expired {
                answer = .success(held.keys.credentials)
            } else {
                answer = .failure(error)
            }
        }
        isFetching = false
        for continuation in waiting {
            continuation.yield(with: answer)
            continuation.finish()
        }
        waiting = []
    }

    private func need(_ held: Held, at now: Int64) -> RefreshPolicy.Need {
        held.isRefused
            ? .expired
            : RefreshPolicy.need(expiry: held.keys.expiry, fetched: held.fetched, now: now)
    }
}
