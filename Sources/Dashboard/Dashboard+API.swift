internal import FoundationEssentials
internal import Reporting
internal import ResultPipeline

// MARK: The API

extension Dashboard {
    private static let listed = 200

    /// - Parameter path: What follows `/api`.
    func api(_ request: WebRequest, _ path: [String]) async throws -> WebResponse {
        switch (request.method == "HEAD" ? "GET" : request.method, path.count) {
        case ("GET", 1) where path[0] == "runs":
            let runs = try await desk.ports.registry.runs(limit: Self.listed)
            return .json(200, RunListReport(runs.map(RunListEntry.init)).json)
        case ("POST", 1) where path[0] == "runs": return try await launch(request)
        case ("GET", 2) where path[0] == "runs":
            return .json(200, RunListReport([RunListEntry(try await desk.header(of: path[1]))]).json)
        case ("GET", 3) where path[0] == "runs" && path[2] == "summary":
            let summary = try await summarizer.summarize(try await desk.header(of: path[1]))
            return .json(200, JSONReport(summary).bytes)
        case ("GET", 3) where path[0] == "runs" && path[2] == "events":
            return .events(try await desk.events(of: path[1]))
        case ("POST", 3) where path[0] == "runs" && path[2] == "stop":
            try await desk.stop(path[1])
            return .json(202, try JSONEncoder().encode(["testId": path[1], "status": "stopping"]).map(\.self))
        case (_, 1...3) where path[0] == "runs":
            throw WebError(.methodNotAllowed, "\(request.method) is not accepted here")
        default: throw WebError(.notFound, "there is nothing under this path")
        }
    }

    /// A launch payload. It must be sent as JSON, which another site's page cannot do unasked.
    private func launch(_ request: WebRequest) async throws -> WebResponse {
        guard request.mediaType == "application/json" else {
            throw WebError(.unsupportedMedia, "send the launch payload with 'Content-Type: application/json'")
        }
        let answer = try await desk.launch(request.body)
        return .json(201, try answer.json(), headers: [("location", "/api/runs/\(answer.testId)")])
    }
}
