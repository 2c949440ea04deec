import CLinux
import Glibc

/// What this process, and its control group, have used so far.
struct ResourceUsage: Sendable {
    /// CPU time of the process, user and system, in seconds.
    let cpuSeconds: Double
    /// Time for which the control group's quota kept runnable threads from running, in seconds.
    let throttledSeconds: Double

    static func now() -> ResourceUsage {
        var usage = rusage()
        _ = clinux_process_usage(&usage)
        return ResourceUsage(
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            throttledSeconds: throttled()
        )
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }

    /// `throttled_usec` (cgroup v2) or `throttled_time` (v1) of this process's group; 0 where neither is to be read.
    private static func throttled() -> Double {
        let group =
            contents("/proc/self/cgroup").split(separator: "\n").last { $0.hasPrefix("0::") }?.dropFirst(3) ?? "/"
        for (path, key, unit) in [
            ("/sys/fs/cgroup\(group)/cpu.stat", "throttled_usec", 1e6),
            ("/sys/fs/cgroup/cpu.stat", "throttled_usec", 1e6),
            ("/sys/fs/cgroup/cpu/cpu.stat", "throttled_time", 1e9),
        ] {
            for line in contents(path).split(separator: "\n") where line.hasPrefix(key + " ") {
                return (Double(line.dropFirst(key.count + 1)) ?? 0) / unit
            }
        }
        return 0
    }

    /// A small file of the kernel's, or nothing.
    private static func contents(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
