/// All that a client sees of the world but the network, as parameters.
public struct ClientWorld: Sendable {
    /// The time in milliseconds since the Unix epoch.
    public var now: @Sendable () -> Int64
    /// Waits; throws `CancellationError` where the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// A number from 0 to 1, evenly spread.
    public var random: @Sendable () -> Double

    /// Creates a world.
    public init(
        now: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// This machine's.
    public static let system = ClientWorld(
        now: { SystemTime.epochMilliseconds },
        sleep: { try await Task.sleep(for: $0) },
        random: { Double.random(in: 0...1) }
    )
}
