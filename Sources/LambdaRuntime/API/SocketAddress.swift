internal import CLinux
internal import Glibc

/// An IPv4 or IPv6 address with its port, as the kernel takes it. There are no names: the runtime API has none, and a
/// statically linked program does well without the system's resolver.
struct SocketAddress: Hashable, Sendable {
    /// The `sockaddr`.
    private let bytes: [UInt8]

    /// The address that `literal` writes (no brackets), or nil when it is none.
    init?(_ literal: String, port: UInt16) {
        var v4 = sockaddr_in()
        v4.sin_family = sa_family_t(AF_INET)
        v4.sin_port = port.bigEndian
        if inet_pton(AF_INET, literal, &v4.sin_addr) == 1 {
            bytes = withUnsafeBytes(of: &v4) { Array($0) }
            return
        }
        var v6 = sockaddr_in6()
        v6.sin6_family = sa_family_t(AF_INET6)
        v6.sin6_port = port.bigEndian
        guard inet_pton(AF_INET6, literal, &v6.sin6_addr) == 1 else { return nil }
        bytes = withUnsafeBytes(of: &v6) { Array($0) }
    }

    var family: Int32 {
        bytes.withUnsafeBytes { Int32($0.loadUnaligned(as: sa_family_t.self)) }
    }

    /// Starts a connection. 0 when it is made at once, else the error number (`EINPROGRESS` while it is being made).
    func connect(_ descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return EINVAL }
            let address = base.assumingMemoryBound(to: sockaddr.self)
            return Glibc.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        }
    }
}
