/// Keys of the role of an ECS task or of an EKS pod, from the agent beside the container.
struct ContainerSource: CredentialSource {
    private static let attempts = 3
    private static let timeout = Duration.seconds(2)
    private static let pause = Duration.seconds(1)

    let world: CredentialWorld
    let name = "container"

    func find() async throws -> Finding {
        guard let endpoint = try ContainerEndpoint(world) else {
            return .nothing(
                "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set"
            )
        }
        var headers = [HTTPField("host", endpoint.url.authority), HTTPField("accept", "application/json")]
        if let token = try authorization() { headers.append(HTTPField("authorization", token)) }
        let request = TransportRequest(method: "GET", url: endpoint.url.text, headers: headers)
        let place = "the container's endpoint \(endpoint.url.authority) (\(endpoint.variable))"
        let content = try await content(of: request, place: place)
        return .keys(try KeyDocument(content, from: place).keys(from: place, needsExpiration: true))
    }

    /// The token that the agent of EKS asks for; read anew each time, as it is renewed.
    private func authorization() throws -> String? {
        let variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        var token = world.variable(variable)
        if let file = world.variable(variable + "_FILE") {
            token = try world.text(of: file, namedBy: variable + "_FILE")
        }
        guard token?.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) ?? true else {
            throw AWSError.configuration(
                "the token of \(variable)(_FILE) holds a line break or a character beyond ASCII"
            )
        }
        return token
    }

    private func content(of request: TransportRequest, place: String) async throws -> [UInt8] {
        var failure = ""
        for attempt in 1...Self.attempts {
            if attempt > 1 { try await world.sleep(Self.pause) }
            do {
                let response = try await world.transport.send(request, timeout: Self.timeout)
                if response.status == 200 { return response.body }
                failure = "answered with status \(response.status)"
                guard response.status >= 500 || response.status == 429 else { break }
            } catch let error as TransportError {
                failure = "did not answer (\(error.label))"
            }
        }
        throw AWSError.noCredentials("\(place) \(failure): check that the task or the pod has a role")
    }
}
