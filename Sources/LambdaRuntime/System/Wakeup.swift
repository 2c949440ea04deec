internal import CLinux
internal import Glibc
internal import Synchronization

/// What the thread of the runtime loop sleeps on: a socket, the end of work on other threads, a request to stop.
final class Wakeup: Sendable {
    /// What ended a wait for a socket.
    enum Event: Equatable {
        case ready, stopRequested, timedOut
    }

    /// An eventfd that is readable while somebody called and was not yet heard.
    private let bell: Int32
    private let stop = Atomic<Bool>(false)

    /// - Throws: ``RuntimeFailure`` `system` where the process has no descriptor left.
    init() throws(RuntimeFailure) {
        bell = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard bell >= 0 else { throw RuntimeFailure(.system, "No event descriptor (\(systemText(errno))).") }
    }

    deinit { close(bell) }

    /// Whether the process was asked to end. Never taken back.
    var stopRequested: Bool { stop.load(ordering: .acquiring) }

    /// Asks the loop to take no further invocation. From any thread.
    func requestStop() {
        stop.store(true, ordering: .releasing)
        ring()
    }

    /// Makes the waiting thread look at its condition again. From any thread.
    func ring() {
        var one: UInt64 = 1
        _ = write(bell, &one, 8)
    }

    /// Waits until `condition` holds; it is looked at first, and after each ``ring()``.
    /// - Returns: false where `deadline` passed before. Nil waits for ever.
    func wait(until deadline: ContinuousClock.Instant?, for condition: () -> Bool) -> Bool {
        while !condition() {
            guard poll([pollfd(fd: bell, events: Int16(POLLIN), revents: 0)], until: deadline) != nil else {
                return condition()
            }
            silence()
        }
        return true
    }

    /// Waits until `descriptor` is ready for one of `events` (`POLLIN`, `POLLOUT`), or failed.
    /// - Parameter minding: whether a request to stop ends the wait. What has arrived by then comes first.
    func wait(
        for descriptor: Int32,
        _ events: Int32,
        until deadline: ContinuousClock.Instant?,
        minding: Bool
    ) -> Event {
        let socket = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        // poll(2) skips a negative descriptor.
        let waker = pollfd(fd: minding ? bell : -1, events: Int16(POLLIN), revents: 0)
        while true {
            let isStopping = minding && stopRequested
            let ready = poll([socket, waker], until: isStopping ? .now : deadline)
            if let ready, ready[0].revents != 0 { return .ready }
            if isStopping { return .stopRequested }
            guard ready != nil else { return .timedOut }
            silence()
        }
    }

    /// The polled descriptors once at least one is ready; nil at the deadline.
    private func poll(_ descriptors: [pollfd], until deadline: ContinuousClock.Instant?) -> [pollfd]? {
        var polled = descriptors
        while true {
            let count = Glibc.poll(&polled, nfds_t(polled.count), deadline.map(Self.milliseconds) ?? -1)
            if count > 0 { return polled }
            // A time-out too long for one call ends before the deadline.
            if let deadline, .now >= deadline { return nil }
        }
    }

    private func silence() {
        var count: UInt64 = 0
        _ = read(bell, &count, 8)
    }

    /// Rounded up, so that a wait does not end just before its deadline.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let (seconds, attoseconds) = ContinuousClock.Instant.now.duration(to: deadline).components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return Int32(seconds) * 1000 + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
