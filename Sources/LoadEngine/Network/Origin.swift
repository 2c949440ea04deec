import LoadPlan

/// One scheme, host and port that a loop connects to: the target, or where a redirect led.
struct Origin {
    let scheme: TargetURL.Scheme
    let endpoint: AddressBook.Endpoint
    /// The host is an address, not a name.
    let isAddress: Bool
    /// Addresses to use in turn; nil while they are being resolved.
    private(set) var addresses: [SocketAddress]?
    /// Changes with the address set: connections of an older version are replaced before their next request.
    private(set) var version: UInt32 = 0
    private var turn: Int
    /// Addresses that refused a connection, by index; left out until the next change or until all have.
    private var refused: Set<Int> = []

    /// `turn` is where the round begins, so that loops and tasks do not all begin with the same address.
    init(_ url: TargetURL, turn: Int) {
        scheme = url.scheme
        endpoint = AddressBook.Endpoint(host: url.host, port: url.port)
        isAddress = url.hostKind != .domain
        self.turn = turn
    }

    var isSecure: Bool { scheme == .https }
    /// The host as certificates write it: IPv6 addresses without brackets.
    var tlsHost: String { endpoint.bareHost }

    /// Takes over what the address book knows now.
    mutating func refresh(from book: AddressBook) {
        guard case .resolved(let known) = book.entry(for: endpoint), known != addresses else { return }
        addresses = known
        version &+= 1
        refused.removeAll()
    }

    /// The index of the address whose turn it is; nil when there is none.
    mutating func nextAddress() -> Int? {
        guard let addresses, !addresses.isEmpty else { return nil }
        if refused.count >= addresses.count { refused.removeAll() }
        for _ in 0..<addresses.count {
            turn = (turn + 1) % addresses.count
            if !refused.contains(turn) { break }
        }
        return turn
    }

    /// Leaves an address out of the turns while others take connections. True when that is new.
    mutating func avoid(_ address: Int) -> Bool {
        guard let addresses, addresses.count > 1 else { return false }
        return refused.insert(address).inserted
    }
}
