/// Goes through a plan for credentials that are written out.
struct CredentialSearch {
    private struct Occurrence: Hashable {
        let field: String
        let value: Template
    }

    private(set) var found: [WrittenCredential] = []
    private var indices: [Occurrence: Int] = [:]

    mutating func look(at plan: TestPlan) {
        look(at: plan.request)
        if let proxy = plan.client.proxy { look(at: proxy) }
        look(at: plan.setup, "setup")
        for (index, scenario) in plan.scenarios.enumerated() { look(at: scenario.steps, "scenarios[\(index)].steps") }
        look(at: plan.teardown, "teardown")
    }

    /// - Parameters:
    ///   - place: The request's path with a dot at its end; empty for the plan itself.
    ///   - field: The path within the request.
    private mutating func note(_ value: Template?, _ place: String, _ field: String, name: String? = nil) {
        guard let value, value.isWritten else { return }
        let occurrence = Occurrence(field: field.lowercased(), value: value)
        if let index = indices[occurrence] {
            found[index].others += 1
            return
        }
        indices[occurrence] = found.count
        let last = name ?? field.split(separator: ".").last.map(String.init) ?? field
        found.append(WrittenCredential(path: place + field, name: last))
    }

    // MARK: The one request, and the proxy

    private mutating func look(at request: RequestSpec) {
        let url = Template(request.url.href)
        note(url.userInfo, "", "targetUrl", name: "password")
        for pair in url.parameters where CredentialName.covers(pair.name) {
            note(pair.value, "", "targetUrl.query.\(pair.name)", name: pair.name)
        }
        for header in request.headers where CredentialName.covers(header.name) {
            note(Template(header.value), "", "headers.\(header.name)", name: header.name)
        }
    }

    private mutating func look(at proxy: ProxyOptions) {
        note(Template(proxy.url.href).userInfo, "", "client.proxy", name: "password")
        guard let credentials = proxy.credentials else { return }
        look(at: credentials.user, credentials.password, "client.", "proxy")
    }

    // MARK: Steps

    private mutating func look(at steps: [Step], _ place: String) {
        for (index, step) in steps.enumerated() {
            let place = "\(place)[\(index)]."
            switch step {
            case .request(let request): look(at: request, place)
            case .pause: break
            case .group(_, let steps), .repeat(_, let steps), .while(_, _, let steps): look(at: steps, "\(place)steps")
            case .if(_, let then, let otherwise):
                look(at: then, "\(place)then")
                look(at: otherwise, "\(place)else")
            }
        }
    }

    private mutating func look(at request: RequestStep, _ place: String) {
        note(request.url.userInfo, place, "url", name: "password")
        for pair in request.url.parameters where CredentialName.covers(pair.name) {
            note(pair.value, place, "query.\(pair.name)", name: pair.name)
        }
        for header in request.headers where CredentialName.covers(header.name) {
            note(header.value, place, "headers.\(header.name)", name: header.name)
        }
        switch request.authentication {
        case nil: break
        case .bearer(let token): note(token, place, "auth.bearer")
        case .basic(let user, let password): look(at: user, password, place, "auth.basic")
        case .sigV4(let scope):
            note(scope.secretAccessKey, place, "auth.sigv4.secretAccessKey")
            note(scope.sessionToken, place, "auth.sigv4.sessionToken")
        }
    }

    /// Without a password the user's name is the credential: keys are sent like that.
    private mutating func look(at user: Template, _ password: Template, _ place: String, _ field: String) {
        if password.isEmpty {
            note(user, place, "\(field).user")
        } else {
            note(password, place, "\(field).password")
        }
    }
}
