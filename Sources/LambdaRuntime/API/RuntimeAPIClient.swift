internal import HTTPWire

/// The runtime API over its own blocking connection.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
struct RuntimeAPIClient: RuntimeClient {
    private static let root = "/2018-06-01/runtime"
    private var exchanger: Exchanger

    init(_ endpoint: RuntimeEndpoint, _ wakeup: Wakeup, timeout: Duration = RuntimeOptions().replyTimeout) {
        exchanger = Exchanger(endpoint, wakeup, timeout: timeout)
    }

    mutating func next() throws(RuntimeFailure) -> Invocation? {
        let request = try serialize("GET", "/invocation/next")
        guard let response = try exchanger.exchange(request, endless: true) else { return nil }
        try Self.check(response, "The request for an invocation")
        return try Invocation(response)
    }

    mutating func respond(to requestId: String, with body: [UInt8]) throws(RuntimeFailure) {
        try post("/invocation/\(requestId)/response", type: "application/json", body: body)
    }

    mutating func fail(_ requestId: String, with report: FailureReport) throws(RuntimeFailure) {
        try post("/invocation/\(requestId)/error", report)
    }

    mutating func failInitialization(with report: FailureReport) throws(RuntimeFailure) {
        try post("/init/error", report)
    }

    private mutating func post(_ path: String, _ report: FailureReport) throws(RuntimeFailure) {
        try post(
            path,
            type: "application/vnd.aws.lambda.error+json",
            headers: [HeaderField(name: "Lambda-Runtime-Function-Error-Type", value: report.errorType)],
            body: report.json
        )
    }

    private mutating func post(
        _ path: String,
        type: String,
        headers: [HeaderField] = [],
        body: [UInt8]
    ) throws(RuntimeFailure) {
        let type = HeaderField(name: "Content-Type", value: type)
        let request = try serialize("POST", path, headers: [type] + headers, body: body)
        // Nil comes only of an endless wait.
        guard let response = try exchanger.exchange(request) else { return }
        try Self.check(response, "POST \(path)")
    }

    private func serialize(
        _ method: String,
        _ path: String,
        headers: [HeaderField] = [],
        body: [UInt8] = []
    ) throws(RuntimeFailure) -> [UInt8] {
        do {
            return try RequestSerializer.serialize(
                method: method,
                target: Self.root + path,
                host: exchanger.endpoint.authority,
                headers: headers,
                body: body
            )
        } catch {
            throw RuntimeFailure(.invalidResponse, "No request can be made of what the runtime API said. \(error)")
        }
    }

    /// - Throws: ``RuntimeFailure`` for every status but 2xx.
    private static func check(_ response: RuntimeResponse, _ what: String) throws(RuntimeFailure) {
        let code: RuntimeFailure.Code? =
            switch response.status {
            case 200...299: nil
            case 413: .responseTooLarge
            case 400...499: .refused
            case 500...: .containerError
            default: .invalidResponse
            }
        guard let code else { return }
        throw RuntimeFailure(code, "\(what) was answered with status \(response.status): \(response.excerpt)")
    }
}
