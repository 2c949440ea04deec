import CLinux
import Glibc

/// What the machine gives this process.
enum Host {
    /// Cores this process may run on: its affinity mask, as `taskset` and container runtimes set it.
    static var availableCores: Int { Int(clinux_available_processors()) }

    /// Descriptors this process may have open at once.
    static var descriptorLimit: Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }

    /// Raises the descriptor limit to what the system allows without asking.
    static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
