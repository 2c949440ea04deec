/// Decides whether a request may be answered at all.
///
/// - `Host` must be an address, `localhost` or a name that the operator gave: a name that an attacker has point at this
///   machine (DNS rebinding) is none of these.
/// - A request that may change something must not come from another site's page: `Origin` and `Sec-Fetch-Site`, which
///   browsers always send with such a request, tell; forms carry a secret besides.
/// - Where there is a token, it must be presented.
struct AccessGuard: Sendable {
    let settings: AccessSettings
    let sessions: Sessions
    /// What forms must carry: another page cannot know it.
    let formSecret: String
    /// What the form must carry that asks for the token; everybody can know it who can connect.
    let logInSecret: String

    init(_ settings: AccessSettings) {
        self.settings = settings
        sessions = Sessions()
        formSecret = RandomText.make()
        logInSecret = RandomText.make()
    }

    /// Judges a request by its head alone, so that nobody who is refused has a body read.
    /// - Throws: ``WebError``.
    func checkHead(_ request: WebRequest) throws(WebError) {
        try checkHost(request)
        try checkOrigin(request)
        if !isPublic(request) { try checkToken(request) }
    }

    /// Judges a whole request.
    /// - Throws: ``WebError``.
    func check(_ request: WebRequest) throws(WebError) {
        try checkHead(request)
        if request.isUnsafe, let form = request.form {
            let secret = request.path.first == "login" ? logInSecret : formSecret
            guard ConstantTime.equal(Array(secret.utf8), Array((form["csrf"] ?? "").utf8)) else {
                throw WebError(
                    .forbidden,
                    "the form is not one of this server's, or older than it: load the page again"
                )
            }
        }
    }

    /// Whether `text` is the token.
    func accepts(_ text: String) -> Bool {
        settings.token.map { ConstantTime.equal($0, Array(text.utf8)) } ?? false
    }

    /// Whether a request presents what is asked for.
    func isAuthorized(_ request: WebRequest) -> Bool {
        guard let token = settings.token else { return true }
        if let given = Self.presented(request), ConstantTime.equal(token, Array(given.utf8)) { return true }
        return request.cookie(Sessions.cookie).map { sessions.contains($0) } ?? false
    }

    /// The token of `Authorization: Bearer TOKEN`, or the access key of a signed AWS request: AWS's tools send no other
    /// field. The signature itself is not looked at.
    private static func presented(_ request: WebRequest) -> String? {
        guard let value = request.header("authorization") else { return nil }
        if value.lowercased().hasPrefix("bearer ") { return String(value.dropFirst(7)) }
        guard value.hasPrefix("AWS4-HMAC-SHA256 "), let start = value.firstRange(of: "Credential=")?.upperBound else {
            return nil
        }
        return String(value[start...].prefix { $0 != "/" && $0 != "," })
    }

    private func checkHost(_ request: WebRequest) throws(WebError) {
        guard let value = request.header("host"), let (host, _) = HostName.parse(value) else {
            throw WebError(.invalid, "the request names no host")
        }
        let isOwn: Bool =
            switch HostName.isLoopback(host) {
            case true: true
            case false: !settings.isLoopback
            case nil: host == "localhost" || settings.hostNames.contains(host)
            }
        guard isOwn else {
            throw WebError(
                .forbidden,
                "this server is not known under that name: use its address, or start it with --host-name"
            )
        }
    }

    private func checkOrigin(_ request: WebRequest) throws(WebError) {
        let isUnsafe = request.isUnsafe || request.path.first == "api"
        guard isUnsafe else { return }
        if let site = request.header("sec-fetch-site"), site != "same-origin", site != "none" {
            throw WebError(.forbidden, "the request comes from a page of another site")
        }
        guard let origin = request.header("origin") else { return }
        let scheme = ["http://", "https://"].first { origin.hasPrefix($0) }
        guard let scheme, let own = request.header("host"), let asked = HostName.parse(own),
            let from = HostName.parse(String(origin.dropFirst(scheme.count))), from == asked
        else {
            throw WebError(.forbidden, "the request comes from a page of another origin")
        }
    }

    private func isPublic(_ request: WebRequest) -> Bool {
        request.path.first == "login" || request.path.first == "assets" || request.path == ["healthz"]
    }

    private func checkToken(_ request: WebRequest) throws(WebError) {
        guard !isAuthorized(request) else { return }
        throw WebError(.unauthorized, "a token is wanted: send 'Authorization: Bearer TOKEN', or log in at /login")
    }
}
