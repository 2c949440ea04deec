extension RequestStep {
    /// The one request of a simple plan, as a step: the same in everything that is sent and reported.
    public init(_ request: RequestSpec) {
        self.init(
            name: request.endpointName,
            method: request.method,
            url: Template(request.url.requestTarget),
            headers: request.headers.map { Field(name: $0.name, value: Template($0.value)) },
            body: Template(parts: request.body.isEmpty ? [] : [.text(request.body)])
        )
    }
}
