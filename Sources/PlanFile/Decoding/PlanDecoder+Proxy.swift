import LoadPlan

extension PlanDecoder {
    static let proxyKeys = ["url", "user", "password"]

    /// A URL, or its parts where the password is a secret.
    func proxy(_ node: PlanNode, _ path: String) -> ProxyOptions? {
        guard node.entries != nil else {
            if let text = node.text, text.firstRange(of: "${secret:") != nil {
                let advice =
                    "a proxy with a secret is written {url: http://HOST:PORT, user: NAME, password: '${secret:NAME}'}."
                findings.missing(node, path, advice)
                return nil
            }
            return proxyURL(node, path)
        }
        guard let fields = Fields(node, path, "a proxy", keys: Self.proxyKeys, findings) else { return nil }
        guard let urlNode = fields["url"] else {
            findings.missing(node, path, "the proxy has no URL: give 'url: http://HOST:PORT'.")
            return nil
        }
        guard var proxy = proxyURL(urlNode, fields.path("url")) else { return nil }
        switch (fields["user"], fields["password"]) {
        case (nil, nil): return proxy
        case (let user?, let password?):
            guard proxy.credentials == nil else {
                findings.missing(node, path, "user and password stand in the URL too: give them once.")
                return nil
            }
            let userTemplate = credential(user, fields.path("user"))
            let passwordTemplate = credential(password, fields.path("password"))
            guard let userTemplate, let passwordTemplate else { return nil }
            // RFC 7617: a colon ends the user's name.
            if userTemplate.constant?.contains(UInt8(ascii: ":")) == true {
                findings.missing(user, fields.path("user"), "a user's name has no colon.")
            }
            proxy.credentials = ProxyOptions.Credentials(user: userTemplate, password: passwordTemplate)
            return proxy
        default:
            findings.missing(node, path, "user and password go together: give both, or neither.")
            return nil
        }
    }

    private func proxyURL(_ node: PlanNode, _ path: String) -> ProxyOptions? {
        guard let text = constant(node, path) else { return nil }
        let proxy = findings.parse(node, path) { () throws(ExpressionError) in try ProxyExpression.parse(text) }
        guard let proxy else { return nil }
        if let refusal = TargetPolicy.local.refusal(of: proxy.url) {
            findings.note(at: node.position, path, text: proxy.name, refusal.message)
            return nil
        }
        return proxy
    }

    /// Texts and secrets: nothing else is known when a connection is made.
    private func credential(_ node: PlanNode, _ path: String) -> Template? {
        guard let template = template(node, path, .none) else { return nil }
        let isKnown = template.values.allSatisfy { if case .secret = $0 { true } else { false } }
        guard isKnown else {
            findings.missing(node, path, "texts, variables and secrets can stand here, no other values.")
            return nil
        }
        return template
    }
}
