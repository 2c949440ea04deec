import Glibc

/// A small disk of memory, which only the superuser can make.
final class MountedDisk: Sendable {
    let path: String

    /// Whether this process may mount disks.
    static let isAllowed: Bool = {
        guard geteuid() == 0, let directory = try? TemporaryDirectory() else { return false }
        return (try? MountedDisk(at: directory.path, kilobytes: 64)) != nil
    }()

    init(at path: String, kilobytes: Int) throws {
        self.path = path
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
            throw Missed(description: "mounting a disk (errno \(errno))")
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
    }

    /// From now on nothing can be written. Waits for processes on their way from fork to exec, which hold copies of
    /// the descriptors of other tests.
    func makeReadOnly() async throws {
        try await eventually("mounting read-only") {
            mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0
        }
    }
}
