import Glibc
import Measurement
import Synchronization

/// Carries records from the rings of a task's event loops to its recorder, on a thread of its own.
final class Recording: Sendable {
    private struct State {
        var account: (RecordingAccount, trouble: String?)?
        var waiting: CheckedContinuation<Void, Never>?
    }

    let rings: [RecordRing]
    private let recorder: any RequestRecorder
    private let isOver = Atomic<Bool>(false)
    private let state = Mutex(State())

    /// Nanoseconds between two looks at rings that fill slowly.
    private static let pause: Int64 = 10_000_000
    /// The writer steps back where processors are short: what it cannot keep up with is counted, what slows the load is not.
    private static let niceness: Int32 = 5

    /// Starts the thread.
    /// - Throws: `EngineError` when the system has no thread left.
    init(_ recorder: any RequestRecorder, loops: Int, legend: RecordLegend, capacity: Int = 1 << 16) throws {
        self.recorder = recorder
        rings = (0..<loops).map { _ in RecordRing(capacity: capacity) }
        try NativeThread.start { self.run(legend) }
    }

    /// Writes what is left. Call when no loop puts anything in any more.
    /// - Returns: What became of the records, and why not all were kept where that has a reason of its own.
    func end() async -> (account: RecordingAccount, trouble: String?) {
        isOver.store(true, ordering: .releasing)
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.account == nil { state.waiting = continuation }
                return state.account != nil
            }
            if isDone { continuation.resume() }
        }
        return state.withLock(\.account) ?? (RecordingAccount(), nil)
    }

    private func run(_ legend: RecordLegend) {
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
        recorder.begin(legend)
        while true {
            let isLast = isOver.load(ordering: .acquiring)
            var fullest = 0
            for ring in rings { fullest = max(fullest, ring.drain(recorder.record) * 4 / ring.capacity) }
            if isLast { break }
            if fullest == 0 { MonotonicClock.sleep(until: MonotonicClock.now() + Self.pause) }
        }
        let outcome = recorder.end()
        let account = RecordingAccount(
            written: outcome.written,
            lost: outcome.lost + UInt64(rings.reduce(0) { $0 + $1.lost }),
            cpuSeconds: Double(MonotonicClock.nanoseconds(CLOCK_THREAD_CPUTIME_ID)) / 1e9
        )
        let waiting = state.withLock { state in
            state.account = (account, outcome.trouble)
            return state.waiting
        }
        waiting?.resume()
    }
}
