import CLinux
import Glibc
import Synchronization

/// Where event loops hand closed windows to the reporter and take empty ones back.
///
/// A loop comes here once per window, never per request. Loops share nothing with each other through it.
final class WindowExchange: Sendable {
    /// One closed window of one loop. Whoever holds it owns the memory.
    struct Closed: @unchecked Sendable {
        let loop: Int
        let index: Int
        /// Nanoseconds (CLOCK_MONOTONIC) at which it was closed.
        let closedAt: Int64
        /// One for each endpoint and group.
        let statistics: UnsafeMutablePointer<WindowStatistics>
        /// The loop has ended and closes no more windows.
        let isLast: Bool
        /// Most connections the loop had open at once.
        let peakConnections: Int
    }

    private struct State: @unchecked Sendable {
        var closed: [Closed] = []
        var spare: [UnsafeMutablePointer<WindowStatistics>] = []
        var notes: Set<String> = []
        var inUse = 0
        var failures: [Int: EngineError] = [:]
    }

    /// Windows of one task that may be in use at once: enough for the reporter to fall many seconds behind.
    private static let most = 64

    private let state = Mutex(State())
    private let signal: Int32
    private let layout: WindowLayout

    init(_ layout: WindowLayout) {
        self.layout = layout
        signal = eventfd(0, Int32(EFD_CLOEXEC))
    }

    deinit {
        close(signal)
        for window in state.withLock({ $0.spare + $0.closed.map(\.statistics) }) {
            window.deinitialize(count: layout.count)
            window.deallocate()
        }
    }

    /// An empty window: one that was used before where there is one. Nil when the reporter is so far behind that memory
    /// would grow without bound; the loop then keeps its window open.
    func empty() -> UnsafeMutablePointer<WindowStatistics>? {
        let (spare, mayGrow) = state.withLock { state in
            let spare = state.spare.popLast()
            let mayGrow = state.inUse < Self.most
            if spare != nil || mayGrow { state.inUse += 1 }
            return (spare, mayGrow)
        }
        if let spare { return spare }
        guard mayGrow else { return nil }
        let window = UnsafeMutablePointer<WindowStatistics>.allocate(capacity: layout.count)
        for index in 0..<layout.count {
            let checks = index < layout.endpoints.count ? layout.endpoints[index].checks.count : 0
            let keepsExemplars = index == 0 && layout.keepsExemplars
            (window + index).initialize(to: WindowStatistics(checkCount: checks, keepsExemplars: keepsExemplars))
        }
        return window
    }

    /// Hands a closed window over.
    func post(_ window: Closed) {
        state.withLock { $0.closed.append(window) }
        wake()
    }

    /// Blocks until there is something to collect, and takes it.
    func collect() -> [Closed] {
        var count: UInt64 = 0
        _ = read(signal, &count, MemoryLayout<UInt64>.size)
        return state.withLock { state in
            defer { state.closed.removeAll() }
            return state.closed
        }
    }

    /// Empties a window and keeps it for the loops.
    func giveBack(_ window: UnsafeMutablePointer<WindowStatistics>) {
        for index in 0..<layout.count { window[index].reset() }
        state.withLock { state in
            state.spare.append(window)
            state.inUse -= 1
        }
    }

    /// Remembers a sentence for the report; equal ones once, and not more than a few.
    func note(_ sentence: String) {
        state.withLock { if $0.notes.count < 16 { $0.notes.insert(sentence) } }
    }

    /// The sentences noted so far, sorted.
    var notes: [String] { state.withLock { $0.notes.sorted() } }

    /// Tells the reporter that a loop could not begin.
    func fail(_ error: any Error, loop: Int) {
        let error = error as? EngineError ?? EngineError(.noThread, "\(error)")
        state.withLock { $0.failures[loop] = error }
        wake()
    }

    /// The loops that could not begin.
    var failures: [Int] { state.withLock { Array($0.failures.keys) } }

    /// Why the first of them could not.
    var error: EngineError? { state.withLock { $0.failures.min { $0.key < $1.key }?.value } }

    private func wake() {
        var one: UInt64 = 1
        _ = write(signal, &one, MemoryLayout<UInt64>.size)
    }
}
