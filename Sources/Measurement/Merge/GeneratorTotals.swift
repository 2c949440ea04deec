/// What all tasks measured about themselves and their connections. Fields as in ``GeneratorWindow``.
public struct GeneratorTotals: Sendable, Equatable {
    /// Time to establish a TCP connection.
    public internal(set) var connect = Histogram()
    /// Time of the TLS handshake alone.
    public internal(set) var tlsHandshake = Histogram()
    /// Actual minus intended send, where a virtual user was free in time.
    public internal(set) var startLag = Histogram()
    /// How long arrivals waited for a free virtual user; counts only those that had to wait.
    public internal(set) var virtualUserWait = Histogram()

    /// Nothing measured.
    public init() {}

    /// Adds what was measured elsewhere. Commutative and associative to the last bit.
    public mutating func merge(_ other: GeneratorTotals) {
        connect.merge(other.connect)
        tlsHandshake.merge(other.tlsHandshake)
        startLag.merge(other.startLag)
        virtualUserWait.merge(other.virtualUserWait)
    }

    mutating func merge(_ window: DecodedWindow) {
        connect.merge(window.connect)
        tlsHandshake.merge(window.tlsHandshake)
        startLag.merge(window.startLag)
        virtualUserWait.merge(window.virtualUserWait)
    }
}
