import CLinux
import Glibc
import LoadPlan

/// An IPv4 or IPv6 address with its port, as the kernel takes it.
struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
    /// A `sockaddr_in` or `sockaddr_in6`, whole.
    fileprivate let bytes: [UInt8]

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The address that `text` writes (no name, no brackets), or nil when it is none.
    init?(literal text: String, port: UInt16) {
        var v4 = sockaddr_in()
        v4.sin_family = sa_family_t(AF_INET)
        v4.sin_port = port.bigEndian
        if inet_pton(AF_INET, text, &v4.sin_addr) == 1 {
            bytes = withUnsafeBytes(of: &v4) { Array($0) }
            return
        }
        var v6 = sockaddr_in6()
        v6.sin6_family = sa_family_t(AF_INET6)
        v6.sin6_port = port.bigEndian
        guard inet_pton(AF_INET6, text, &v6.sin6_addr) == 1 else { return nil }
        bytes = withUnsafeBytes(of: &v6) { Array($0) }
    }

    /// All addresses of `host`, in the order in which the resolver prefers them (RFC 6724). Blocks.
    /// Empty when the name does not resolve.
    static func resolve(_ host: String, port: UInt16) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var entry = list
        while let current = entry {
            if let address = current.pointee.ai_addr, let size = size(of: current.pointee.ai_family),
                current.pointee.ai_addrlen >= size
            {
                let raw = UnsafeRawBufferPointer(start: address, count: size)
                let found = SocketAddress(bytes: Array(raw))
                if !addresses.contains(found) { addresses.append(found) }
            }
            entry = current.pointee.ai_next
        }
        return addresses
    }

    var family: Int32 {
        bytes.withUnsafeBytes { Int32($0.loadUnaligned(as: sa_family_t.self)) }
    }

    /// Nil for families that are no internet addresses.
    private static func size(of family: Int32) -> Int? {
        switch family {
        case AF_INET: MemoryLayout<sockaddr_in>.size
        case AF_INET6: MemoryLayout<sockaddr_in6>.size
        default: nil
        }
    }

    /// The address alone. Read from what the kernel gets, so that it is what will be connected to.
    var ip: IPAddress {
        bytes.withUnsafeBytes { raw in
            // sin_addr lies 4 bytes into a sockaddr_in, sin6_addr 8 bytes into a sockaddr_in6.
            family == AF_INET
                ? IPAddress(ipv4: UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
                : IPAddress(ipv6: UInt128(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt128.self)))
        }
    }

    /// The address in text form, without the port.
    var description: String { ip.description }
}

/// An address that a target policy lets through: the only kind that can be connected to, so that no way leads around the
/// check, and what was checked is what is connected to.
struct PermittedAddress {
    private let address: SocketAddress

    /// - Throws: why the policy does not let it through.
    init(_ address: SocketAddress, under policy: TargetPolicy) throws(TargetRefusal) {
        if let refusal = policy.refusal(of: address.ip) { throw refusal }
        self.address = address
    }

    var family: Int32 { address.family }

    /// Starts a connection. 0 when it is made at once, else the error number (`EINPROGRESS` while it is being made).
    func connect(_ descriptor: Int32) -> Int32 {
        address.bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return EINVAL }
            let address = base.assumingMemoryBound(to: sockaddr.self)
            return Glibc.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        }
    }
}
