/// Pushes images: carries out what ``RegistryPush`` says.
public struct RegistryPusher: Sendable {
    /// Time for a small request.
    public static let timeout = Duration.seconds(30)
    /// Bytes of a blob for which a second more is allowed, so that a slow uplink (2 Mbit/s) is enough.
    static let slowestBytesPerSecond = 250_000

    private let transport: any RegistryTransport
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Pushes over `transport`.
    /// - Parameter sleep: Waits between attempts.
    public init(
        _ transport: any RegistryTransport,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.transport = transport
        self.sleep = sleep
    }

    /// Brings an image into a registry; what is there already is not sent again.
    /// - Parameters:
    ///   - endpoint: Where the registry is, see ``RegistryPush/init(_:to:credentials:endpoint:)``.
    ///   - onEvent: Called in order.
    /// - Throws: ``ImageError``; `CancellationError`.
    public func push(
        _ image: OCIImage,
        to reference: ImageReference,
        credentials: RegistryCredentials = .anonymous,
        endpoint: String? = nil,
        onEvent: (PushEvent) -> Void = { _ in }
    ) async throws -> PushReport {
        var push = RegistryPush(image, to: reference, credentials: credentials, endpoint: endpoint)
        var step = push.resume()
        while true {
            for event in push.takeEvents() { onEvent(event) }
            switch step {
            case .done(let report): return report
            case .failed(let error): throw error
            case .wait(let duration):
                try await sleep(duration)
                step = push.resume()
            case .send(let request):
                try Task.checkCancellation()
                let seconds = request.body.count / Self.slowestBytesPerSecond
                do {
                    step = push.received(try await transport.send(request, timeout: Self.timeout + .seconds(seconds)))
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    step = push.failed("\(error)")
                }
            }
        }
    }
}
