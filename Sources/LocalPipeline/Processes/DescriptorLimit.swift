internal import CLinux
internal import Glibc

/// The limit on open descriptors, which bounds the connections of a worker.
public enum DescriptorLimit {
    /// Raises this process's soft limit to the hard one; child processes inherit it.
    /// - Returns: The limit that then holds.
    @discardableResult
    public static func raise() -> UInt64 {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        guard limit.rlim_cur < limit.rlim_max else { return UInt64(limit.rlim_cur) }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        return UInt64(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? limit.rlim_cur : before)
    }
}
