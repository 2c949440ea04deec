/// How long a loop of the closed model waits before it looks at its sockets again, so that one wake-up serves several
/// responses: what network cards call interrupt coalescing.
///
/// A loop that is faster than its target otherwise wakes for nearly every response, which costs both of them a context
/// switch each time. The wait stays out of what is measured, since responses carry the kernel's time of arrival, and out of
/// the load where that matters: it is a quarter of what is left of a virtual user's cycle beside the loop's own work, so that a
/// target with work queued never notices, and a loop that is busy, whose work lets responses gather by itself, hardly waits
/// at all. See docs/decisions/0006-coalescing.md.
struct ResponseCoalescing {
    /// The longest wait in nanoseconds, whatever the target's pace; 0 for none at all.
    let limit: Int64
    /// Nanoseconds without work before the last drains, and their responses, older ones counting less.
    private var waited: Int64 = 0
    private var responses: Int64 = 0

    /// A wait is a fraction of a virtual user's cycle: 1 ÷ this.
    private static let cycleFraction: Int64 = 4
    /// A wait must be expected to bring this many responses, or it costs more than it saves.
    private static let worthwhile: Int64 = 4

    init(limit: Int64) {
        self.limit = limit
    }

    /// Takes in one drain: what it brought, and the time from the end of the work of the one before.
    @inline(__always)
    mutating func observe(responses count: Int, waited time: Int64) {
        waited = waited &- waited >> 3 &+ max(0, time)
        responses = responses &- responses >> 3 &+ Int64(count) << 8
    }

    /// Nanoseconds to wait while `inFlight` requests await their responses; 0 where waiting is not worth it.
    ///
    /// By Little's law `inFlight` × the time between two responses is the length of a virtual user's cycle; with the time
    /// without work alone, that of the cycle less the loop's work.
    @inline(__always)
    func wait(inFlight: Int) -> Int64 {
        guard limit > 0, responses > 0 else { return 0 }
        let interval = (waited << 8) / responses
        let wait = min(limit, interval &* Int64(truncatingIfNeeded: inFlight) / Self.cycleFraction)
        return wait >= interval &* Self.worthwhile ? wait : 0
    }
}
