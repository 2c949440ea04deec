/// Registry, queue and store in memory, on a simulation's clock.
public struct SimulatedServices: Sendable {
    /// Headers.
    public let registry: InMemoryRunRegistry
    /// Messages.
    public let queue: InMemoryResultQueue
    /// Records.
    public let store: InMemoryResultStore

    /// Creates them.
    /// - Parameters:
    ///   - copies: How often the queue delivers each message.
    ///   - seed: Source of the order of delivery.
    ///   - writeTime: How long the store takes for a batch.
    public init(_ clock: FakeClock, copies: Int = 1, seed: UInt64 = 1, writeTime: Duration = .zero) {
        registry = InMemoryRunRegistry(clock: clock)
        queue = InMemoryResultQueue(clock: clock, copies: copies, seed: seed)
        store = InMemoryResultStore(clock: clock, writeTime: writeTime)
    }
}
