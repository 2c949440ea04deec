import LoadPlan

extension PlanDecoder {
    static let authenticationKeys = ["basic", "bearer", "sigv4"]
    static let signatureKeys = ["service", "region", "accessKeyId", "secretAccessKey", "sessionToken"]

    /// The step's own, or that of every request; `auth: none` is neither.
    func requestAuthentication(_ fields: Fields, _ headers: [RequestStep.Field]) -> Authentication? {
        let hasHeader = headers.contains { $0.name.lowercased() == "authorization" }
        guard let node = fields["auth"] else { return hasHeader ? nil : commonAuthentication }
        if node.text == "none" { return nil }
        if hasHeader {
            findings.missing(node, fields.path("auth"), "there is a header Authorization too: give one of both.")
        }
        return authentication(node, fields.path("auth"))
    }

    func authentication(_ node: PlanNode, _ path: String) -> Authentication? {
        guard let fields = Fields(node, path, "auth", keys: Self.authenticationKeys, findings) else { return nil }
        let kinds = fields.present(Self.authenticationKeys)
        guard kinds.count == 1, let kind = kinds.first, let value = fields[kind] else {
            findings.missing(node, path, "give one of basic, bearer and sigv4.")
            return nil
        }
        switch kind {
        case "bearer": return template(value, fields.path(kind), .header).map { .bearer($0) }
        case "basic": return basic(value, fields.path(kind))
        default: return signature(value, fields.path(kind)).map { .sigV4($0) }
        }
    }

    /// A text with values, all of it one value of its place.
    func template(_ node: PlanNode, _ path: String, _ escaping: Template.Escaping) -> Template? {
        guard let pieces = pieces(node, path) else { return nil }
        var builder = TemplateBuilder()
        builder.content(pieces, escaping)
        return builder.build()
    }

    private func basic(_ node: PlanNode, _ path: String) -> Authentication? {
        guard let fields = Fields(node, path, "basic", keys: ["user", "password"], findings) else { return nil }
        guard let user = fields["user"], let password = fields["password"] else {
            findings.missing(node, path, "give 'user' and 'password'.")
            return nil
        }
        // RFC 7617: a colon ends the user's name.
        if let known = pieces(user, fields.path("user"))?.compactMap(\.text).joined(), known.contains(":") {
            findings.missing(user, fields.path("user"), "a user's name has no colon.")
        }
        let userTemplate = template(user, fields.path("user"), .none)
        let passwordTemplate = template(password, fields.path("password"), .none)
        guard let userTemplate, let passwordTemplate else { return nil }
        return .basic(user: userTemplate, password: passwordTemplate)
    }

    private func signature(_ node: PlanNode, _ path: String) -> Authentication.SigV4? {
        guard let fields = Fields(node, path, "sigv4", keys: Self.signatureKeys, findings) else { return nil }
        guard let serviceNode = fields["service"], let regionNode = fields["region"] else {
            findings.missing(node, path, "give 'service' and 'region', such as execute-api and eu-central-1.")
            return nil
        }
        let keys = fields.present(["accessKeyId", "secretAccessKey"])
        if keys.count == 1 || (keys.isEmpty && fields["sessionToken"] != nil) {
            findings.missing(
                node,
                path,
                "accessKeyId and secretAccessKey go together; without both, the task's own credentials sign."
            )
        }
        guard let service = constant(serviceNode, fields.path("service")),
            let region = constant(regionNode, fields.path("region"))
        else { return nil }
        func key(_ name: String) -> Template? { fields[name].flatMap { template($0, fields.path(name), .header) } }
        func secretKey(_ name: String) -> Template? {
            guard let node = fields[name], let template = key(name) else { return nil }
            guard let variable = environmentVariable(node) else { return template }
            return Template(parts: [.value(.secret(.environment(variable)), .header)])
        }
        return Authentication.SigV4(
            service: service,
            region: region,
            accessKeyId: key("accessKeyId"),
            secretAccessKey: secretKey("secretAccessKey"),
            sessionToken: secretKey("sessionToken")
        )
    }

    /// The variable that `${env:NAME}` takes its value from: the plan, which is stored with its run, names the variable then and does
    /// not hold the value.
    private func environmentVariable(_ node: PlanNode) -> String? {
        guard let text = node.text, case let segments = ValueText(text).segments, segments.count == 1,
            case .expression(let expression) = segments[0], expression.hasPrefix("env:")
        else { return nil }
        let name = expression.dropFirst(4)
        return [String(name), name.firstRange(of: ":-").map { String(name[..<$0.lowerBound]) }].compactMap(\.self)
            .first { names.environment[$0] != nil }
    }
}
