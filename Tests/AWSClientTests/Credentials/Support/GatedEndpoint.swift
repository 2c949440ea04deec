import AWSClient

/// An endpoint that holds every request until it is told to let them through.
actor GatedEndpoint: HTTPTransport {
    private let endpoint: ScriptedEndpoint
    private var isOpen = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [CheckedContinuation<Void, Never>] = []
    /// Requests that came.
    private(set) var arrivals = 0

    init(_ endpoint: ScriptedEndpoint) { self.endpoint = endpoint }

    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
        arrivals += 1
        for watcher in watchers { watcher.resume() }
        watchers = []
        if !isOpen { await withCheckedContinuation { held.append($0) } }
        return try await endpoint.send(request, timeout: timeout)
    }

    /// Returns when a request has come.
    func arrival() async {
        guard arrivals == 0 else { return }
        await withCheckedContinuation { watchers.append($0) }
    }

    /// Lets all requests through, also those to come.
    func open() {
        isOpen = true
        for continuation in held { continuation.resume() }
        held = []
    }
}
