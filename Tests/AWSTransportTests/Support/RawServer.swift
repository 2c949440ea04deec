import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

/// A server on 127.0.0.1 that answers the n-th request, whatever connection it comes on, by the n-th act of its script.
/// Requests beyond the script get no answer.
final class RawServer: Sendable {
    /// What is done about a request.
    enum Act: Sendable {
        /// Bytes are sent, and the connection is kept.
        case send(String)
        /// Bytes are sent, and the connection is closed.
        case sendAndClose(String)
        /// Bytes are sent, and the connection is reset.
        case sendAndReset(String)
        /// A head, then a body of that many bytes.
        case sendBody(head: String, count: Int)
        /// Nothing, ever.
        case stall
    }

    struct State: Sendable {
        var acts: [Act]
        var requests: [String] = []
        var connections = 0
        var open = 0
        var mostOpen = 0
    }

    let port: Int
    private let channel: any Channel
    private let state: RawServerState

    var requests: [String] { state.value.withLock { $0.requests } }
    var connections: Int { state.value.withLock { $0.connections } }
    var mostOpen: Int { state.value.withLock { $0.mostOpen } }
    var open: Int { state.value.withLock { $0.open } }

    private init(channel: any Channel, port: Int, state: RawServerState) {
        self.channel = channel
        self.port = port
        self.state = state
    }

    /// Serves `acts` while `body` runs.
    static func with<Result>(
        _ acts: [Act],
        tls: NIOSSLContext? = nil,
        _ body: (RawServer) async throws -> Result
    ) async throws -> Result {
        let state = RawServerState(State(acts: acts.reversed()))
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(RawServerHandler(state: state))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let port = try #require(channel.localAddress?.port)
        let server = RawServer(channel: channel, port: port, state: state)
        do {
            let result = try await body(server)
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }
}

/// What the server and its connections share.
final class RawServerState: Sendable {
    let value: Mutex<RawServer.State>

    init(_ state: RawServer.State) {
        value = Mutex(state)
    }
}
