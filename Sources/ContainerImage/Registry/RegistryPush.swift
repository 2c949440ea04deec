/// A push of one image to a Docker Registry v2, without I/O: takes in responses, says what to do next. What the registry
/// has is not sent again; the manifest is put last, so that a tag never names an image of which a part is missing.
///
/// Source: https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#push
public struct RegistryPush: Sendable {
    /// What to do next.
    public enum Step: Sendable {
        /// Send a request, and hand its response to ``received(_:)`` or its failure to ``failed(_:)``.
        case send(RegistryRequest)
        /// Wait, then call ``resume()``.
        case wait(Duration)
        /// The image is in the registry.
        case done(PushReport)
        /// It is not.
        case failed(ImageError)
    }

    enum Phase: Hashable, Sendable {
        case ping
        case lookUp
        case check(Int)
        case begin(Int)
        case upload(Int, location: String)
        case put
        case verify
    }

    /// Attempts of one request before the push is given up.
    public static let attempts = 5
    static let longestWait = 30

    let image: OCIImage
    let reference: ImageReference
    let endpoint: String
    var phase = Phase.ping
    var authorization: RegistryAuthorization
    var attempt = 0
    var pushed = 0
    var skipped = 0
    var bytes = 0
    private(set) var events: [PushEvent] = []

    /// A push that has not begun.
    /// - Parameters:
    ///   - endpoint: Where the registry is, scheme and authority; nil for `https` and the reference's host, or `http` where
    ///     that is this machine.
    public init(
        _ image: OCIImage,
        to reference: ImageReference,
        credentials: RegistryCredentials = .anonymous,
        endpoint: String? = nil
    ) {
        self.image = image
        self.reference = reference
        var endpoint = endpoint ?? "\(Self.isLoopback(reference.registry) ? "http" : "https")://\(reference.registry)"
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        self.endpoint = endpoint
        authorization = RegistryAuthorization(
            credentials,
            scope: "repository:\(reference.repository):pull,push",
            allowsHTTP: endpoint.hasPrefix("http://")
        )
    }

    /// The next request: the first one, and the same one again after a wait.
    public mutating func resume() -> Step { .send(request()) }

    /// Takes in a response.
    public mutating func received(_ response: RegistryResponse) -> Step {
        switch response.status {
        case 408, 429, 500, 502, 503, 504:
            let fault = RegistryFault(response)
            return retry(after: response.header("Retry-After").flatMap { Int($0) }, fault.summary)
        case 401 where !authorization.isAsking: return challenged(by: response)
        default: break
        }
        if authorization.isAsking {
            if let error = authorization.take(response) { return .failed(error) }
            return .send(request())
        }
        authorization.accepted()
        return answered(response)
    }

    /// Takes in that no whole response arrived.
    public mutating func failed(_ reason: String) -> Step { retry(after: nil, reason) }

    /// What happened since the last call.
    public mutating func takeEvents() -> [PushEvent] {
        defer { events = [] }
        return events
    }

    mutating func note(_ event: PushEvent) { events.append(event) }

    /// Goes on; what went wrong on the way here no longer counts.
    mutating func move(to phase: Phase) -> Step {
        attempt = 0
        return turn(to: phase)
    }

    /// Goes to another phase of the same upload, whose attempts count together.
    mutating func turn(to phase: Phase) -> Step {
        self.phase = phase
        return .send(request())
    }

    mutating func retry(after seconds: Int?, _ reason: String) -> Step {
        attempt += 1
        guard attempt < Self.attempts else {
            return .failed(
                ImageError(
                    .unreachable,
                    "\(reference.registry) did not take the push in \(Self.attempts) attempts, the last time: \(reason). "
                        + "Try again later; what it has taken is not sent again."
                )
            )
        }
        // Whether an upload that failed was stored is known by asking.
        if case .upload(let index, _) = phase { phase = .check(index) }
        note(.retrying(reason))
        return .wait(.seconds(min(max(seconds ?? 1 << (attempt - 1), 0), Self.longestWait)))
    }

    private mutating func challenged(by response: RegistryResponse) -> Step {
        if let error = authorization.challenged(by: response) { return .failed(error) }
        return .send(request())
    }

    private static func isLoopback(_ registry: String) -> Bool {
        let host = registry.hasPrefix("[") ? "[::1]" : registry.split(separator: ":").first.map(String.init) ?? ""
        if registry.hasPrefix("[") { return registry == "[::1]" || registry.hasPrefix("[::1]:") }
        return host == "localhost" || host.hasPrefix("127.")
    }
}
