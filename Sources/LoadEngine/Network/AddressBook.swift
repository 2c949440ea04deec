import Glibc
import LoadPlan
import Synchronization

/// The addresses of the hosts a run talks to, resolved on a thread of its own and again every 30 s.
///
/// Event loops ask without blocking and learn of changes by comparing `version`, a plain number, once per iteration.
final class AddressBook: Sendable {
    /// A host and port to connect to.
    struct Endpoint: Hashable, Sendable {
        let host: String
        let port: UInt16

        /// The host without the brackets that URLs put around IPv6 addresses.
        var bareHost: String {
            host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        }
    }

    /// What is known of an endpoint's addresses.
    enum Entry: Equatable, Sendable {
        case resolving
        /// In the resolver's order; empty when the name does not resolve.
        case resolved([SocketAddress])
    }

    private struct State {
        var entries: [Endpoint: Entry] = [:]
        var isClosed = false
    }

    private let overrides: [Endpoint: [SocketAddress]]
    private let state = Mutex(State())
    private let changes = Atomic<UInt32>(0)
    private let lookUp: @Sendable (Endpoint) -> [SocketAddress]
    /// Seconds after which names are resolved again.
    private static let refreshInterval = 30

    /// - Throws: `EngineError` for an override that is no address.
    init(
        overrides: [ResolveOverride],
        lookUp: @escaping @Sendable (Endpoint) -> [SocketAddress] = { SocketAddress.resolve($0.host, port: $0.port) }
    ) throws {
        var table: [Endpoint: [SocketAddress]] = [:]
        for override in overrides {
            guard let address = SocketAddress(literal: override.address, port: override.port) else {
                throw EngineError(
                    .address,
                    "'\(override.address)' is not an IPv4 or IPv6 address; write it as in 127.0.0.1 or ::1."
                )
            }
            table[Endpoint(host: override.host, port: override.port), default: []].append(address)
        }
        self.overrides = table
        self.lookUp = lookUp
    }

    /// Changes when any address set did.
    var version: UInt32 { changes.load(ordering: .acquiring) }

    /// What is known now. An endpoint never asked for before is queued for the resolver's thread.
    func entry(for endpoint: Endpoint) -> Entry {
        if let known = fixed(endpoint) { return .resolved(known) }
        return state.withLock { state in
            if let entry = state.entries[endpoint] { return entry }
            state.entries[endpoint] = .resolving
            return .resolving
        }
    }

    /// Resolves now, blocking; for names that are known before load begins.
    func resolve(_ endpoint: Endpoint) {
        guard fixed(endpoint) == nil else { return }
        store(lookUp(endpoint), for: endpoint)
    }

    /// Starts the resolver's thread. It ends within a moment of `close()`.
    func keepFresh() throws {
        try NativeThread.start { [self] in
            var tick = 0
            while !state.withLock({ $0.isClosed }) {
                tick += 1
                let isRefresh = tick % (Self.refreshInterval * 10) == 0
                let due = state.withLock { $0.entries.filter { isRefresh || $0.value == .resolving }.map(\.key) }
                for endpoint in due { store(lookUp(endpoint), for: endpoint) }
                usleep(100_000)
            }
        }
    }

    /// Lets the resolver's thread end.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    /// Addresses that need no resolver: overrides and literals.
    private func fixed(_ endpoint: Endpoint) -> [SocketAddress]? {
        if let given = overrides[endpoint] { return given }
        return SocketAddress(literal: endpoint.bareHost, port: endpoint.port).map { [$0] }
    }

    /// A name that stops resolving keeps the addresses it had: a resolver's hiccup is not the target's fault.
    private func store(_ addresses: [SocketAddress], for endpoint: Endpoint) {
        let changed = state.withLock { state in
            let old = state.entries[endpoint]
            if addresses.isEmpty, case .resolved(let known) = old, !known.isEmpty { return false }
            if case .resolved(let known) = old, Set(known) == Set(addresses) { return false }
            state.entries[endpoint] = .resolved(addresses)
            return true
        }
        if changed { changes.wrappingAdd(1, ordering: .releasing) }
    }
}
