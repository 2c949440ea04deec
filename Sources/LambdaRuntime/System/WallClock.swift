internal import Glibc

/// The machine's wall clock, the default wherever a clock is a parameter.
public enum WallClock {
    /// Milliseconds since the Unix epoch (`CLOCK_REALTIME`).
    public static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
