internal import AWSSigning

extension ServiceClient {
    /// One request and its answer.
    /// - Throws: ``AttemptFailure``; `CancellationError`.
    func attempt(
        _ request: AWSRequest,
        at endpoint: Endpoint,
        keys: Credentials?,
        clockOffset: Int64
    ) async throws -> AWSResponse {
        let sent = wireRequest(request, at: endpoint, keys: keys, clockOffset: clockOffset)
        let response: TransportResponse
        do {
            response = try await transport.send(sent, timeout: request.timeout ?? timeout)
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as TransportError {
            throw AttemptFailure(
                .transport(request.operation, endpoint: endpoint, error),
                kind: error.code == .refused ? nil : .transient
            )
        } catch {
            throw AttemptFailure(.transport(request.operation, endpoint: endpoint, error), kind: nil)
        }
        guard !(200..<300).contains(response.status) else {
            return AWSResponse(status: response.status, headers: response.headers, body: response.body)
        }
        let error = AWSError(response, to: request.operation, endpoint: endpoint, credentials: keys)
        let asked = response.header("x-amz-retry-after").flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
        let date = response.header("date").flatMap(HTTPDate.epochMilliseconds)
        throw AttemptFailure(
            error,
            kind: RetryKind(status: response.status, code: error.code),
            askedPause: asked.map { .milliseconds($0) },
            clockOffset: date.map { $0 - world.now() }
        )
    }

    /// The request as it goes on the wire.
    func wireRequest(
        _ request: AWSRequest,
        at endpoint: Endpoint,
        keys: Credentials?,
        clockOffset: Int64
    ) -> TransportRequest {
        let path = endpoint.basePath + (request.path.hasPrefix("/") ? request.path : "/" + request.path)
        let query = PercentEncoding.query(request.query.map { ($0.name, $0.value) })
        var headers: [SigningRequest.Header] = [("host", endpoint.authority), ("user-agent", "loadtester")]
        headers += request.headers.map { ($0.name, $0.value) }
        if let keys {
            let unsigned = SigningRequest(
                method: request.method,
                path: path,
                query: query,
                headers: headers,
                payload: .bytes(request.body)
            )
            let time = SigningTime(epochMilliseconds: world.now() + clockOffset)
            headers = signer.sign(unsigned, with: keys, at: time).headers
        }
        return TransportRequest(
            method: request.method,
            url: endpoint.url(path: path, query: query),
            headers: headers.map { HTTPField($0.name, $0.value) },
            body: request.body
        )
    }
}
