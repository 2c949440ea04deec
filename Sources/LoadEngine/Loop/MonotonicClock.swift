import CLinux
import Glibc

/// CLOCK_MONOTONIC in nanoseconds: never steps, so that no latency depends on the wall clock.
enum MonotonicClock {
    @inline(__always)
    static func now() -> Int64 {
        nanoseconds(CLOCK_MONOTONIC)
    }

    @inline(__always)
    static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// Nanoseconds since the Unix epoch.
    static func wallNow() -> Int64 { nanoseconds(CLOCK_REALTIME) }

    /// Sleeps until `deadline`; a deadline that has passed returns at once.
    static func sleep(until deadline: Int64) {
        var time = timespec(tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    }
}
