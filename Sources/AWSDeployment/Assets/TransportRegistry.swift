internal import AWSClient
internal import ContainerImage

/// A registry by way of the transport that AWS is reached with.
struct TransportRegistry: RegistryTransport {
    let transport: any HTTPTransport

    func send(_ request: RegistryRequest, timeout: Duration) async throws -> RegistryResponse {
        let authority = request.url.split(separator: "/").dropFirst().first.map { String($0) } ?? ""
        let headers = [HTTPField("host", authority)] + request.headers.map { HTTPField($0.name, $0.value) }
        let sent = TransportRequest(method: request.method, url: request.url, headers: headers, body: request.body)
        let answer = try await transport.send(sent, timeout: timeout)
        return RegistryResponse(
            status: answer.status,
            headers: answer.headers.map { RegistryHeader($0.name, $0.value) },
            body: answer.body
        )
    }
}
