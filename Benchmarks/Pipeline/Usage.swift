import Glibc

/// What this process has used.
struct Usage {
    let wall: Double
    let cpu: Double
    let peakMegabytes: Int

    static func now() -> Usage {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let cpu = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        return Usage(
            wall: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9,
            cpu: cpu,
            peakMegabytes: usage.ru_maxrss / 1024
        )
    }

    func since(_ earlier: Usage) -> Usage {
        Usage(wall: wall - earlier.wall, cpu: cpu - earlier.cpu, peakMegabytes: peakMegabytes)
    }
}
