internal import ResultPipeline
internal import Synchronization

/// Tells those who look at a run what becomes of it. A reader who is slow misses looks, and never the end.
final class LiveHub: Sendable {
    /// Most readers at a time; each holds a connection.
    static let limit = 200

    private struct Channel {
        var readers: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
        var latest: [UInt8]?
    }

    private struct State {
        var channels: [String: Channel] = [:]
        var nextReader = 0
        var isClosed = false
        var onIdle: @Sendable (String) -> Void = { _ in }
    }

    private let state = Mutex(State())

    /// Has `action` called with the name of a run when nobody looks at it any more.
    func onIdle(_ action: @escaping @Sendable (String) -> Void) {
        state.withLock { $0.onIdle = action }
    }

    /// What there is to see of a run from now on, the latest look first. Nil where there are too many readers.
    func events(of testId: String) -> AsyncStream<[UInt8]>? {
        // The newest looks are kept for a slow reader, and the end, which is the last of all.
        let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingNewest(3))
        let reader: Int? = state.withLock { state in
            let count = state.channels.values.reduce(0) { $0 + $1.readers.count }
            guard !state.isClosed, count < Self.limit else { return nil }
            state.nextReader += 1
            state.channels[testId, default: Channel()].readers[state.nextReader] = continuation
            if let latest = state.channels[testId]?.latest { continuation.yield(latest) }
            return state.nextReader
        }
        guard let reader else { return nil }
        continuation.onTermination = { [weak self] _ in self?.leave(testId, reader) }
        return stream
    }

    func publish(_ testId: String, _ event: [UInt8]) {
        state.withLock { state in
            state.channels[testId, default: Channel()].latest = event
            for reader in state.channels[testId]?.readers.values ?? [:].values { reader.yield(event) }
        }
    }

    /// The run is over: readers are told `event`, and their streams end.
    func finish(_ testId: String, _ event: [UInt8]) {
        let channel = state.withLock { $0.channels.removeValue(forKey: testId) }
        for reader in channel?.readers.values ?? [:].values {
            reader.yield(event)
            reader.finish()
        }
    }

    /// Forgets the latest look at a run that nobody looks at.
    func forget(_ testId: String) {
        state.withLock { state in
            if state.channels[testId]?.readers.isEmpty == true { state.channels[testId] = nil }
        }
    }

    /// Ends every stream, and takes no reader any more.
    func close() {
        let channels = state.withLock { state in
            state.isClosed = true
            defer { state.channels = [:] }
            return state.channels
        }
        for channel in channels.values { for reader in channel.readers.values { reader.finish() } }
    }

    private func leave(_ testId: String, _ reader: Int) {
        let action: (@Sendable (String) -> Void)? = state.withLock { state in
            guard var channel = state.channels[testId], channel.readers.removeValue(forKey: reader) != nil else {
                return nil
            }
            state.channels[testId] = channel
            return channel.readers.isEmpty ? state.onIdle : nil
        }
        action?(testId)
    }
}
