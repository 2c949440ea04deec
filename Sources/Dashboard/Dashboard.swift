public import LoadPlan
internal import Measurement
internal import Reporting
internal import ResultPipeline

/// The pages and the API over the runs of one place: history, live runs, start and stop, reports, Lambda's Invoke path.
///
/// Takes requests and gives responses; the server that carries them is ``DashboardServer``.
public struct Dashboard: Sendable {
    /// Most bytes of a request's content, but for Invoke.
    static let contentBytes = LaunchLimits.payloadBytes

    let access: AccessGuard
    let desk: RunDesk
    private let invoke: InvokeEndpoint

    /// - Parameters:
    ///   - policy: What may be put under load.
    ///   - maxRuns: Most runs under way at a time.
    ///   - onTrouble: Told, for the operator, what clients are not told: that a store failed, and how.
    public init(
        _ ports: RunPorts,
        access: AccessSettings,
        policy: TargetPolicy,
        maxRuns: Int = 1,
        onTrouble: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.access = AccessGuard(access)
        desk = RunDesk(ports, policy: policy, maxRuns: maxRuns, onTrouble: onTrouble)
        invoke = InvokeEndpoint(desk: desk)
    }

    /// Ends live streams, tells the runs that were started here to stop, and waits for them.
    public func close() async {
        await desk.close()
    }

    /// Why a request is refused, judged by its head alone; nil where it may be read on.
    func refusal(of head: WebRequest, contentLength: Int?) -> WebResponse? {
        do throws(WebError) {
            try access.checkHead(head)
            guard (contentLength ?? 0) <= Self.contentLimit(head) else { throw Self.tooLarge(head) }
            return nil
        } catch {
            return finished(answer(error, to: head))
        }
    }

    static func contentLimit(_ request: WebRequest) -> Int {
        InvokeEndpoint.function(of: request.path) == nil ? contentBytes : InvokeEndpoint.payloadBytes
    }

    static func tooLarge(_ request: WebRequest) -> WebError {
        WebError(.tooLarge, "the content is too long: give at most \(contentLimit(request)) bytes")
    }

    /// Answers a request, whatever it is.
    func respond(to request: WebRequest) async -> WebResponse {
        do {
            try access.check(request)
            return finished(try await route(request))
        } catch let error as WebError {
            return finished(answer(error, to: request))
        } catch {
            return finished(answer(desk.concealed(error), to: request))
        }
    }

    private func finished(_ response: WebResponse) -> WebResponse {
        var response = response
        SecurityHeaders.add(to: &response)
        return response
    }

    /// The answer to a request that fails.
    func response(to error: WebError, _ request: WebRequest) -> WebResponse {
        finished(answer(error, to: request))
    }

    /// For people a page, for programs JSON.
    private func answer(_ error: WebError, to request: WebRequest) -> WebResponse {
        let isProgram = ["api", "metrics", "2015-03-31"].contains(request.path.first)
        guard !isProgram, request.header("accept")?.contains("text/html") == true else { return error.json }
        if error.code == .unauthorized { return .seeOther("/login") }
        var response = WebResponse.page(
            error.code.status,
            page("Problem", ProblemPage(problem: error).content, request)
        )
        response.headers += error.headers.map { (name: $0.0, value: $0.1) }
        return response
    }

    func page(_ title: String, _ content: HTML, _ request: WebRequest) -> HTML {
        let isIn = request.cookie(Sessions.cookie).map { access.sessions.contains($0) } ?? false
        return Page(title: title, logOutSecret: isIn ? access.formSecret : nil, content: content).html
    }

    private func route(_ request: WebRequest) async throws -> WebResponse {
        if let function = InvokeEndpoint.function(of: request.path) {
            guard request.method == "POST" else { throw WebError(.methodNotAllowed, "Invoke is a POST") }
            return await invoke.answer(request, function: function)
        }
        let path = request.path
        return switch (request.method == "HEAD" ? "GET" : request.method, path.first, path.count) {
        case ("GET", nil, _): try await runList(request)
        case ("GET", "assets", 2): try asset(path[1])
        case ("GET", "healthz", 1): .text(200, "ok")
        case ("GET", "metrics", 1): .prometheus(desk.board.all)
        case (_, "login", 1): try logIn(request)
        case ("POST", "logout", 1): logOut(request)
        case ("POST", "runs", 1): try await start(request)
        case ("GET", "runs", 2): try await run(path[1], request)
        case ("GET", "runs", 3): try await report(path[1], path[2])
        case ("POST", "runs", 3) where path[2] == "stop": try await stop(path[1], request)
        case ("GET", "compare", 1): try await comparison(request)
        case (_, "api", 2...): try await api(request, Array(path.dropFirst()))
        default: throw WebError(.notFound, "there is nothing under this path")
        }
    }
}
