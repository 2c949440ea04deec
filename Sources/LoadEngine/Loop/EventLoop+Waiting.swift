import CLinux
import Glibc

extension EventLoop {
    /// The longest wait: stop requests and new addresses are noticed within it.
    private static let longestWait: Int64 = 100_000_000
    /// Nanoseconds between looks at the address book while a redirect waits for a name.
    private static let resolvingWait: Int64 = 5_000_000
    /// Without receive timestamps one drain in 64 samples how late responses are read. A power of two, less one.
    private static let lagSampling = 63

    /// Sleeps until there is something to do, and returns how many events are to be handled.
    ///
    /// Exact: wakes for every arrival and every response. On ticks: while responses keep coming in, sleeps through to
    /// the next tick and drains then, since the kernel's receive timestamps keep the wait out of the measurement; in the
    /// closed model, where no schedule is kept, sleeps as long as `ResponseCoalescing` says.
    mutating func awaitEvents() -> Int {
        var due = min(now &+ Self.longestWait, window.boundary)
        if timers.armed > 0 { due = min(due, timers.nextTurn) }
        if !hasEnded { due = min(due, end) }
        if isOpenModel && free.count > 0 { due = min(due, nextStart) }
        if resolving > 0 { due = min(due, now &+ Self.resolvingWait) }
        if !isOpenModel && free.count > 0 && !hasEnded { due = now }
        if let journey, !hasEnded { due = min(due, journey.waking.nextDue) }

        let before = now
        let count: Int32
        if isOpenModel && tick > 0 {
            if wasBusy && connecting == 0 && inFlight > 0 {
                MonotonicClock.sleep(until: tickAfter(now))
                count = clinux_epoll_wait(epoll, events, Int32(Self.eventCapacity), 0)
            } else {
                let wake = due <= now ? now : tickAfter(due &- 1)
                count = clinux_epoll_wait(epoll, events, Int32(Self.eventCapacity), max(0, wake &- now))
            }
        } else if case let pause = coalescingPause(until: due), pause > 0 {
            MonotonicClock.sleep(until: now &+ pause)
            count = clinux_epoll_wait(epoll, events, Int32(Self.eventCapacity), 0)
        } else {
            count = clinux_epoll_wait(epoll, events, Int32(Self.eventCapacity), max(0, due &- now))
        }
        wasBusy = count > 0
        drains &+= 1
        samplesReadLag = !usesReceiveStamps && drains & Self.lagSampling == 0
        now = usesReceiveStamps || samplesReadLag ? kernelClock.sample() : MonotonicClock.now()
        if !isOpenModel { coalescing.observe(responses: max(0, Int(count)), waited: now &- before) }
        return max(0, Int(count))
    }

    /// How long to let responses gather in the closed model; 0 where they are to be taken as they come.
    private func coalescingPause(until due: Int64) -> Int64 {
        guard !isOpenModel, wasBusy, connecting == 0, !hasEnded else { return 0 }
        return min(coalescing.wait(inFlight: inFlight), due &- now)
    }

    /// The first tick after `time`; ticks are counted from the start of the load.
    private func tickAfter(_ time: Int64) -> Int64 {
        let start = configuration.start
        return start &+ ((time &- start) / tick &+ 1) &* tick
    }
}
