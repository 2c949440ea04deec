import LoadPlan

extension PlanDecoder {
    static let clientKeys = [
        "timeout", "connectTimeout", "redirects", "keepAlive", "insecure", "caFile", "certificate", "serverName",
        "resumeSessions", "resolve", "proxy", "traceparent",
    ]
    static let certificateKeys = ["cert", "key"]

    func client(_ node: PlanNode) -> ClientOptions? {
        guard let fields = Fields(node, "client", "client", keys: Self.clientKeys, findings)
        else { return nil }
        var options = ClientOptions()
        func seconds(_ key: String) -> Double? { fields[key].flatMap { self.seconds($0, fields.path(key)) } }
        func flag(_ key: String) -> Bool? { fields[key].flatMap { self.flag($0, fields.path(key)) } }
        options.timeoutSeconds = seconds("timeout") ?? options.timeoutSeconds
        options.connectTimeoutSeconds = seconds("connectTimeout") ?? options.connectTimeoutSeconds
        options.maxRedirects = fields["redirects"].flatMap { whole($0, fields.path("redirects"), in: 0...50) } ?? 0
        options.keepAlive = flag("keepAlive") ?? true
        options.traceparent = flag("traceparent") ?? false
        options.tls.verifiesCertificates = !(flag("insecure") ?? false)
        options.tls.resumesSessions = flag("resumeSessions") ?? true
        options.tls.serverName = fields["serverName"].flatMap { constant($0, fields.path("serverName")) }
        options.tls.caFile = fields["caFile"].flatMap { located($0, fields.path("caFile")) }
        options.tls.clientCertificate = fields["certificate"].flatMap { certificate($0, fields.path("certificate")) }
        for (index, node) in (fields["resolve"]?.elements ?? []).enumerated() {
            guard let text = constant(node, "client.resolve[\(index)]") else { continue }
            let override = findings.parse(node, "client.resolve[\(index)]") { () throws(ExpressionError) in
                try ResolveExpression.parse(text)
            }
            if let override { options.resolveOverrides.append(override) }
        }
        if let node = fields["resolve"], node.elements == nil {
            findings.note(node, "client.resolve", "give a list such as ['api.example.com:443:192.0.2.1'].")
        }
        options.proxy = fields["proxy"].flatMap { proxy($0, fields.path("proxy")) }
        if let problem = options.overrideProblem { findings.missing(node, "client.resolve", problem) }
        return options
    }

    private func certificate(_ node: PlanNode, _ path: String) -> ClientCertificate? {
        let hints = ["file": "the certificate's file is named by 'cert'."]
        guard let fields = Fields(node, path, "a certificate", keys: Self.certificateKeys, hints: hints, findings)
        else {
            return nil
        }
        guard let cert = fields["cert"], let key = fields["key"] else {
            findings.missing(node, path, "a certificate goes with its key: give 'cert' and 'key'.")
            return nil
        }
        let chain = pem(cert, fields.path("cert"))
        let keySource = pem(key, fields.path("key"))
        guard let chain, let keySource else { return nil }
        return ClientCertificate(chain: chain, key: keySource)
    }

    /// Where PEM text is: a file of the plan's folder, or a secret, alone.
    private func pem(_ node: PlanNode, _ path: String) -> ClientCertificate.Source? {
        guard let pieces = pieces(node, path) else { return nil }
        if pieces.count == 1, case .value(.secret(let reference), _) = pieces[0] { return .secret(reference) }
        // What stands here may be the key itself, which is in no message.
        guard pieces.compactMap(\.text).joined().firstRange(of: "-----BEGIN") == nil else {
            let advice = "name a file of the plan's folder, or a secret as in ${secret:name}: a plan holds no key."
            findings.missing(node, path, advice)
            return nil
        }
        return located(node, path).map { .file($0) }
    }

    /// The path of a file of the plan's folder.
    func located(_ node: PlanNode, _ path: String) -> String? {
        guard let name = constant(node, path) else { return nil }
        do throws(ValueProblem) {
            return try folder.locate(name)
        } catch {
            findings.note(at: node.position, path, text: error.text, error.message)
            return nil
        }
    }
}
