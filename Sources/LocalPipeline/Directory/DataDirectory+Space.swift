internal import Glibc

extension DataDirectory {
    /// Bytes that this user can still write there; nil where the file system does not say.
    public var freeBytes: UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let blocks = geteuid() == 0 ? status.f_bfree : status.f_bavail
        return UInt64(blocks).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue
    }
}
