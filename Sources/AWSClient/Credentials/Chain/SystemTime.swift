internal import Glibc

/// The wall clock of this machine.
public enum SystemTime {
    /// Milliseconds since the Unix epoch.
    public static var epochMilliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
