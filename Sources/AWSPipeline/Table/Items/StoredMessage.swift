internal import ResultPipeline

/// A message as a table holds it.
struct StoredMessage: Equatable, Sendable {
    var message: ResultMessage
    /// Sort key.
    var timestamp: Int64
    /// Epoch seconds; see ``TableAttribute/ttl``.
    var ttl: Int64

    /// As for items.
    func isExpired(at now: Int64) -> Bool { ttl <= now / 1000 }
}
