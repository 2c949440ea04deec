internal import Measurement
internal import Reporting
internal import ResultPipeline

// MARK: Pages

extension Dashboard {
    /// Most runs that are listed.
    private static let listed = 200

    func runList(
        _ request: WebRequest,
        draft: RunDraft = RunDraft(),
        problem: WebError? = nil
    ) async throws -> WebResponse {
        let content = RunListPage(
            runs: try await desk.ports.registry.runs(limit: Self.listed),
            formSecret: access.formSecret,
            draft: draft,
            problem: problem?.message
        )
        return .page(problem?.code.status ?? 200, page("Runs", content.content, request))
    }

    /// A form that starts a run; where it is refused, the page again with what was typed and what is wrong.
    func start(_ request: WebRequest) async throws -> WebResponse {
        guard let form = request.form else { throw WebError(.unsupportedMedia, "the form is none: use the page") }
        let draft = RunDraft(form)
        do {
            return .seeOther("/runs/\(try await desk.launch(draft.payload).testId)")
        } catch let error as WebError {
            return try await runList(request, draft: draft, problem: error)
        }
    }

    func run(_ testId: String, _ request: WebRequest) async throws -> WebResponse {
        let header = try await desk.header(of: testId)
        let summary = header.outcome == nil ? nil : try await summarizer.summarize(header)
        let content = RunPage(header: header, summary: summary, formSecret: access.formSecret).content
        return .page(200, page(header.testId, content, request))
    }

    func stop(_ testId: String, _ request: WebRequest) async throws -> WebResponse {
        guard request.form != nil else { throw WebError(.unsupportedMedia, "the form is none: use the page") }
        do {
            try await desk.stop(testId)
        } catch let error as WebError where error.code == .conflict {
            // It ended while somebody reached for the button: the page says how.
        }
        return .seeOther("/runs/\(testId)")
    }

    func asset(_ name: String) throws(WebError) -> WebResponse {
        switch name {
        case "app.js": WebResponse(200, type: "text/javascript; charset=utf-8", Array(AppScript.text.utf8))
        case "app.css": WebResponse(200, type: "text/css; charset=utf-8", Array(AppStyle.text.utf8))
        default: throw WebError(.notFound, "there is no such file")
        }
    }

    // MARK: Sessions

    func logIn(_ request: WebRequest) throws(WebError) -> WebResponse {
        guard request.isUnsafe else {
            guard !access.isAuthorized(request) else { return .seeOther("/") }
            return .page(200, page("Log in", LogInPage(formSecret: access.logInSecret).content, request))
        }
        guard let form = request.form else { throw WebError(.unsupportedMedia, "the form is none: use the page") }
        guard access.accepts(form["token"] ?? "") else {
            let again = LogInPage(formSecret: access.logInSecret, problem: "That is not the token.")
            return .page(401, page("Log in", again.content, request))
        }
        return .seeOther("/", headers: [("set-cookie", access.sessions.begin())])
    }

    func logOut(_ request: WebRequest) -> WebResponse {
        if let name = request.cookie(Sessions.cookie) { access.sessions.end(name) }
        return .seeOther("/login", headers: [("set-cookie", "\(Sessions.cookie)=; Path=/; Max-Age=0")])
    }
}
