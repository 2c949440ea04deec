internal import LoadPlan
internal import Measurement
private import Synchronization

/// A task's messages on their way to the queue. The generator puts windows in without ever waiting; one sender takes them
/// out and tries until the queue has taken them, or time is up.
final class TaskOutbox: Sendable {
    private struct State {
        var spool: WindowSpool
        var cardinality: CardinalityLimit
        var totals = RequestCounts()
        var windows = 0
        var sent = 0
        var lost = 0
        var isClosed = false
        var deadline: ContinuousClock.Instant?
    }

    private let author: MessageAuthor
    private let queue: any ResultQueue
    private let clock: any PipelineClock
    private let backoff: Backoff
    private let random: @Sendable () -> Double
    private let state: Mutex<State>
    private let signal: AsyncStream<Void>
    private let signaller: AsyncStream<Void>.Continuation

    init(
        author: MessageAuthor,
        queue: any ResultQueue,
        clock: any PipelineClock,
        options: WorkerOptions,
        random: @escaping @Sendable () -> Double
    ) {
        self.author = author
        self.queue = queue
        self.clock = clock
        backoff = options.backoff
        self.random = random
        state = Mutex(
            State(
                spool: WindowSpool(maxCount: options.spoolCount, maxBytes: options.spoolBytes),
                cardinality: options.cardinality
            )
        )
        (signal, signaller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What became of the windows so far.
    var account: (windows: Int, sent: Int, lost: Int, totals: RequestCounts) {
        state.withLock { ($0.windows, $0.sent, $0.lost, $0.totals) }
    }

    /// Puts the first message in.
    func put(_ start: StartReport, at epochMilliseconds: Int64) {
        let message = author.message(.started(start), sequence: 0, windowStart: epochMilliseconds)
        if let body = try? MessageCodec.encode(message) { enqueue(WindowSpool.Entry(sequence: 0, body: body)) }
    }

    /// Puts a window in; called in the order of the windows.
    func put(_ window: WindowReport) {
        let (sequence, limit) = state.withLock { state in
            state.windows += 1
            for endpoint in window.endpoints { state.totals += endpoint.counts }
            return (state.windows, state.cardinality)
        }
        var cardinality = limit
        let body = author.body(of: window, sequence: sequence, limit: &cardinality)
        state.withLock { [cardinality] in $0.cardinality = cardinality }
        guard let body else { return state.withLock { $0.lost += 1 } }
        enqueue(WindowSpool.Entry(sequence: sequence, body: body))
    }

    private func enqueue(_ entry: WindowSpool.Entry) {
        state.withLock { state in
            let dropped = state.isClosed ? [entry] : state.spool.append(entry)
            state.lost += dropped.count { $0.sequence > 0 }
        }
        signaller.yield()
    }

    /// No more windows; what waits is given up at `deadline`.
    func close(deadline: ContinuousClock.Instant) {
        state.withLock { state in
            state.isClosed = true
            state.deadline = min(state.deadline ?? deadline, deadline)
        }
        signaller.finish()
    }

    /// Sends until the outbox is closed and empty, or closed and past its deadline.
    func run() async {
        for await _ in signal { await drain() }
        await drain()
    }

    private func drain() async {
        while true {
            let batch = state.withLock { $0.spool.take(count: 10, bytes: ResultMessage.maxBytes) }
            guard !batch.isEmpty else { return }
            let isTaken = await deliver(batch.map(\.body)) { self.state.withLock(\.deadline) }
            let windows = batch.count { $0.sequence > 0 }
            state.withLock { state in
                if isTaken { state.sent += windows } else { state.lost += windows }
            }
        }
    }

    /// Sends the last message; false when the queue did not take it before `deadline`.
    func send(_ manifest: TaskManifest, windowStart: Int64, deadline: ContinuousClock.Instant) async -> Bool {
        let sequence = manifest.windowsSent + manifest.windowsLost + 1
        let message = author.message(.final(manifest), sequence: sequence, windowStart: windowStart)
        guard let body = try? MessageCodec.encode(message) else { return false }
        return await deliver([body]) { deadline }
    }

    private func deliver(_ bodies: [[UInt8]], until deadline: () -> ContinuousClock.Instant?) async -> Bool {
        var attempt = 0
        while true {
            do {
                try await queue.send(bodies.map { QueueMessage(testId: author.testId, body: $0) })
                return true
            } catch {
                if let deadline = deadline(), clock.instant() >= deadline { return false }
                do {
                    try await clock.sleep(for: backoff.delay(attempt: attempt, random: random()))
                } catch {
                    return false
                }
                attempt += 1
            }
        }
    }
}
