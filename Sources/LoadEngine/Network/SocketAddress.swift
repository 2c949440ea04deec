import CLinux
import Glibc

/// An IPv4 or IPv6 address with its port, as the kernel takes it.
struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
    /// The `sockaddr` as bytes.
    private let bytes: [UInt8]

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
            let family = current.pointee.ai_family
            if let address = current.pointee.ai_addr, family == AF_INET || family == AF_INET6 {
                let raw = UnsafeRawBufferPointer(start: address, count: Int(current.pointee.ai_addrlen))
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

    /// Starts a connection. 0 when it is made at once, else the error number (`EINPROGRESS` while it is being made).
    func connect(_ descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return EINVAL }
            let address = base.assumingMemoryBound(to: sockaddr.self)
            return Glibc.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        }
    }

    /// The address in text form, without the port.
    var description: String {
        bytes.withUnsafeBytes { raw in
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            // sin_addr lies 4 bytes into a sockaddr_in, sin6_addr 8 bytes into a sockaddr_in6.
            let offset = family == AF_INET ? 4 : 8
            guard let base = raw.baseAddress,
                inet_ntop(family, base + offset, &text, socklen_t(text.count)) != nil
            else { return "?" }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
