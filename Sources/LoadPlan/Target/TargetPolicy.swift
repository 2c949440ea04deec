/// Which addresses a run may connect to.
///
/// Metadata services and other link-local addresses hand out the credentials of whoever runs the load, so no policy allows
/// them, in no spelling; nor what is no address of a server (unspecified, multicast, reserved, broadcast). Private
/// addresses need `allowsPrivate`. The policy is asked about an address right before each connection to it, so that
/// neither a name that comes to stand for another address nor a redirect leads around it.
///
/// Not recognised: addresses behind a NAT64 prefix of a network's own (RFC 6052) outside of `64:ff9b:1::/48`.
public struct TargetPolicy: Hashable, Sendable {
    /// Loopback and private networks may be targets: 127/8, 10/8, 172.16/12, 192.168/16, 100.64/10, 198.18/15, `::1`,
    /// fc00::/7, fec0::/10, 64:ff9b:1::/48.
    public var allowsPrivate: Bool

    /// Creates a policy.
    public init(allowsPrivate: Bool) {
        self.allowsPrivate = allowsPrivate
    }

    /// For a machine whose user tests what they can reach anyway.
    public static let local = TargetPolicy(allowsPrivate: true)
    /// For a deployment that others may use.
    public static let publicOnly = TargetPolicy(allowsPrivate: false)

    /// Why `address` must not be connected to; nil where it may. Allocates nothing.
    public func refusal(of address: IPAddress) -> TargetRefusal? {
        if let code = TargetRules.kind(of: address.bits) {
            return refusal(code, of: address, meaning: address.unmapped)
        }
        guard let inside = EmbeddedIPv4.refused(in: address.bits) else { return nil }
        return refusal(inside.code, of: address, meaning: inside.address)
    }

    /// Why the host of `url` must not be connected to, where it is an address or a name for loopback (RFC 6761, section
    /// 6.3); any other name is judged by its addresses when they are connected to.
    public func refusal(of url: TargetURL) -> TargetRefusal? {
        if url.isLocalhost, let loopback = IPAddress("127.0.0.1") { return refusal(of: loopback) }
        return url.address.flatMap { refusal(of: $0) }
    }

    private func refusal(_ code: TargetRefusal.Code, of address: IPAddress, meaning: IPAddress) -> TargetRefusal? {
        if allowsPrivate && code.needsPermission { return nil }
        return TargetRefusal(code: code, address: address, meaning: meaning)
    }
}
