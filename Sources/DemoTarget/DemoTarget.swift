internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
private import Synchronization

/// A small HTTP server on the loopback interface that answers each request after a time of known distribution, to try
/// the load tester on: what it reports can be compared with ``holds``.
public final class DemoTarget: Sendable {
    /// Where it listens, `http://127.0.0.1:PORT/`.
    public let url: String
    /// The hold times, in the order in which they are served, over and over.
    public let holds: LognormalHolds

    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let hasStopped = Atomic(false)

    private init(port: Int, holds: LognormalHolds, group: MultiThreadedEventLoopGroup, listener: any Channel) {
        url = "http://127.0.0.1:\(port)/"
        self.holds = holds
        self.group = group
        self.listener = listener
    }

    /// Listens on a free port.
    /// - Parameters:
    ///   - median: Median hold time in seconds.
    ///   - sigma: Standard deviation of the hold times' logarithm.
    ///   - seed: Decides the order of the hold times.
    /// - Throws: What the system says where no port can be had.
    public static func start(median: Double = 0.020, sigma: Double = 0.6, seed: UInt64 = 1) async throws -> DemoTarget {
        let holds = LognormalHolds(median: median, sigma: sigma, count: 1000, seed: seed)
        let schedule = HoldSchedule(holds)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let listener = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 4096)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
                        try pipeline.addHandler(HeldResponseHandler(schedule))
                    }
                }
                .bind(host: "127.0.0.1", port: 0)
                .get()
            let port = listener.localAddress?.port ?? 0
            return DemoTarget(port: port, holds: holds, group: group, listener: listener)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Stops listening and ends every connection. Idempotent.
    public func stop() async {
        // A loop that has been shut down answers no more.
        guard !hasStopped.exchange(true, ordering: .relaxed) else { return }
        try? await listener.close().get()
        try? await group.shutdownGracefully()
    }
}
