internal import Hummingbird
internal import NIOCore

/// HTTP/1.1 at one address, with what a client may ask of a connection.
enum WebServer {
    /// Bytes of a request's head.
    private static let headBytes = 16 * 1024

    /// Serves until the caller is cancelled. A minute is given for a request to arrive.
    /// - Parameter onListening: Called with the port once connections are taken.
    /// - Throws: ``ListenError`` where the address cannot be listened at.
    static func run(
        address: String,
        port: Int,
        onListening: @escaping @Sendable (Int) -> Void,
        answer: @escaping @Sendable (Request) async -> Response
    ) async throws {
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in await answer(request) },
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(60),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: headBytes,
                        maxHeaderListSize: headBytes,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: ApplicationConfiguration(address: .hostname(address, port: port)),
            onServerRunning: { onListening($0.localAddress?.port ?? port) }
        )
        do {
            try await application.run()
        } catch let error as IOError {
            throw ListenError(number: error.errnoCode)
        }
    }
}
