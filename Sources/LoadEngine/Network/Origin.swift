import LoadPlan

/// One scheme, host and port that a loop sends requests to: the target, or where a redirect led.
struct Origin {
    /// Scheme, host and port; the rest is of no meaning.
    let url: TargetURL
    /// What is connected to: the host itself, or the proxy that leads there.
    let endpoint: AddressBook.Endpoint
    /// What is connected to is an address, not a name.
    let isAddress: Bool
    /// What a proxy is sent first, where requests go through a tunnel; else empty.
    let tunnelRequest: [UInt8]
    /// Connections go to a proxy.
    let isProxied: Bool
    let isTunnelled: Bool
    /// Addresses to use in turn; nil while they are being resolved.
    private(set) var addresses: [SocketAddress]?
    /// Changes with the address set: connections of an older version are replaced before their next request.
    private(set) var version: UInt32 = 0
    private var turn: Int
    /// Addresses that refused a connection, by index; left out until the next change or until all have.
    private var refused: Set<Int> = []
    /// Addresses that the target policy forbids, by index; left out until the next change. None is also in `refused`.
    private var forbidden: Set<Int> = []

    /// `turn` is where the round begins, so that loops and tasks do not all begin with the same address.
    init(_ url: TargetURL, via proxy: ProxyRoute? = nil, turn: Int) {
        self.url = url
        let peer = proxy?.url ?? url
        endpoint = AddressBook.Endpoint(host: peer.host, port: peer.port)
        isAddress = peer.hostKind != .domain
        tunnelRequest = proxy?.tunnelRequest(to: url) ?? []
        isProxied = proxy != nil
        isTunnelled = !tunnelRequest.isEmpty
        self.turn = turn
    }

    var isSecure: Bool { url.scheme == .https }
    /// The host as certificates write it: IPv6 addresses without brackets.
    var tlsHost: String { AddressBook.Endpoint(host: url.host, port: url.port).bareHost }
    /// That host is an address, not a name.
    var isTLSAddress: Bool { url.hostKind != .domain }

    /// Whether requests to `other` go to the same scheme, host and port.
    func serves(_ other: TargetURL) -> Bool {
        url.scheme == other.scheme && url.host == other.host && url.port == other.port
    }

    /// Takes over what the address book knows now.
    mutating func refresh(from book: AddressBook) {
        guard case .resolved(let known) = book.entry(for: endpoint), known != addresses else { return }
        addresses = known
        version &+= 1
        refused.removeAll()
        forbidden.removeAll()
    }

    /// How many addresses may be used.
    var candidates: Int { (addresses?.count ?? 0) - forbidden.count }

    /// The index of the address whose turn it is; nil when none may be used.
    mutating func nextAddress() -> Int? {
        guard let addresses, candidates > 0 else { return nil }
        if refused.count >= candidates { refused.removeAll() }
        repeat {
            turn = (turn + 1) % addresses.count
        } while refused.contains(turn) || forbidden.contains(turn)
        return turn
    }

    /// Leaves an address out of the turns while others take connections. The address, where that is new.
    ///
    /// `version` is that of the address set which `index` belongs to: by now there may be another.
    mutating func avoid(_ index: Int, version: UInt32) -> SocketAddress? {
        guard version == self.version, candidates > 1, let addresses else { return nil }
        return refused.insert(index).inserted ? addresses[index] : nil
    }

    /// Leaves an address that must not be connected to out of the turns for good.
    mutating func forbid(_ index: Int) {
        refused.remove(index)
        forbidden.insert(index)
    }
}
