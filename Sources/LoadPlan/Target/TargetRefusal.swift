/// Why an address must not be put under load.
public struct TargetRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of refusal.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// A cloud's metadata or credentials service.
        case metadata = "target_metadata"
        /// Reaches only the own link (RFC 3927; RFC 4291, section 2.5.6).
        case linkLocal = "target_link_local"
        /// Says "this host" or "this network" and names none.
        case unspecified = "target_unspecified"
        /// Names a group of hosts.
        case multicast = "target_multicast"
        /// Reserved for a use that never came, or broadcast.
        case reserved = "target_reserved"
        /// The machine that generates the load; not refused where private targets are permitted.
        case loopback = "target_loopback"
        /// A private network; not refused where private targets are permitted.
        case privateNetwork = "target_private"

        /// What clouds use to hand out credentials.
        var isAboutCredentials: Bool { self == .metadata || self == .linkLocal }
        /// Refused only without the permission for private targets.
        var needsPermission: Bool { self == .loopback || self == .privateNetwork }
    }

    /// The kind of refusal.
    public let code: Code
    /// The address that was to be connected to.
    public let address: IPAddress
    /// What that address comes to: itself, or the IPv4 address inside of it.
    public let meaning: IPAddress

    /// A name of a fixed, small set, fit for a metric's label.
    public var label: String { code.rawValue }

    /// One sentence: the address, what is wrong with it and what to do.
    public var message: String { "\(subject) \(reason)" }

    /// The message.
    public var description: String { message }

    private var subject: String {
        address == meaning ? "\(address)" : "\(address) stands for \(meaning), which"
    }

    private var reason: String {
        switch code {
        case .metadata:
            "belongs to a cloud's metadata service, which hands out credentials and is never put under load: "
                + "name the server under test."
        case .linkLocal:
            "is a link-local address, where clouds keep credentials, and is never put under load: "
                + "give an address of the server that is routed."
        case .unspecified:
            "is not the address of any server: write 127.0.0.1 or ::1 where this machine is meant."
        case .multicast:
            "is a multicast address, not that of one server: give the server's own."
        case .reserved:
            "is a reserved or broadcast address, which no server has: give the server's own."
        case .loopback:
            "is the load generator itself, and private targets are not permitted: "
                + "name a public address, or permit private targets."
        case .privateNetwork:
            "is a private address, and private targets are not permitted: "
                + "name a public address, or permit private targets."
        }
    }
}
