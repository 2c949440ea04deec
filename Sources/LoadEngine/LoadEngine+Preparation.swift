import LoadPlan
import Synchronization

extension LoadEngine {
    /// What is worked out before the load begins.
    struct Preparation: Sendable {
        /// The scenarios; nil where the plan is one request, the same every time, in a load that only time ends.
        var program: JourneyProgram?
        var dataSets: [DataRows] = []
        var redaction = Redaction([])
        /// Shown to targets that ask for a certificate.
        var identity: ClientIdentity?
        /// The way to the targets, and the one request as it is written for it; nil for straight to them.
        var proxy: ProxyRoute?
        var request: TracedRequest?
    }

    /// Raises the descriptor limit, resolves secrets and the targets' names, finds the data sets' rows and tries the trust store and the
    /// client's certificate, so that none of it disturbs the load. A name that does not resolve is no error here: its requests are
    /// counted as `dns`.
    /// - Throws: `EngineError` when the trust store, a data set or a secret cannot be read, or the client's certificate not be used.
    public func prepare() async throws {
        Host.raiseDescriptorLimit()
        var preparation = Preparation()
        let secrets = try await resolveSecrets()
        preparation.redaction = Redaction(Array(secrets.values))
        preparation.dataSets = try plan.dataSets.map { try DataRows($0) }
        preparation.program = try compile(plan.loadScenarios, secrets: secrets)
        let urls = preparation.program?.parts.origins ?? [plan.request.url]
        let proxy = try proxyRoute(secrets)
        preparation.proxy = proxy
        preparation.request = try TracedRequest(plan.request, plan.client, via: proxy)
        let origins = urls.map { Origin($0, via: proxy, turn: 0) }
        preparation.identity = try identity(secrets)
        if preparation.identity != nil || origins.contains(where: \.isSecure) {
            _ = try TLSContext(plan.client.tls, identity: preparation.identity, origins: 1)
        }
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let resolve: @Sendable () -> Void = { [addressBook] in
                for origin in origins { addressBook.resolve(origin.endpoint) }
                continuation.resume()
            }
            do { try NativeThread.start(resolve) } catch { resolve() }
        }
        prepared.withLock { $0 = preparation }
        try addressBook.keepFresh()
    }

    /// Compiles once without secrets, for what is wrong in the plan.
    func checkScenarios() throws {
        let placeholders = Dictionary(plan.secrets.map { ($0, "x") }, uniquingKeysWith: { first, _ in first })
        // What setup captures is known when the load begins, not before.
        let known = captures.merging(plan.setup.captureNames.map { ($0, "x") }, uniquingKeysWith: { given, _ in given })
        _ = try compile(plan.loadScenarios, secrets: placeholders, known: known)
        for steps in [plan.setup, plan.teardown] where !steps.isEmpty {
            _ = try compile([Scenario(name: "once", steps: steps)], secrets: placeholders, known: known)
        }
    }

    func compile(
        _ scenarios: [Scenario],
        secrets: [SecretReference: String],
        known: [String: String]? = nil
    ) throws -> JourneyProgram? {
        guard !scenarios.isEmpty else { return nil }
        return try JourneyCompiler.compile(
            plan,
            scenarios: scenarios,
            secrets: secrets,
            known: known ?? captures,
            signing: signRequest,
            proxy: try proxyRoute(secrets)
        )
    }

    /// The way to the targets, where a proxy lies on it.
    func proxyRoute(_ secrets: [SecretReference: String]) throws -> ProxyRoute? {
        try plan.client.proxy.map { try ProxyRoute($0, secrets: secrets) }
    }

    /// Judges what the plan asks of its connections, as far as no secret is needed.
    func checkProxy() throws {
        guard plan.client.proxy != nil else { return }
        if let refusal = targetPolicy.proxyRefusal { throw EngineError(.proxy, "The plan's proxy: \(refusal)") }
        if let problem = plan.client.overrideProblem { throw EngineError(.address, problem) }
        let placeholders = Dictionary(plan.secrets.map { ($0, "x") }, uniquingKeysWith: { first, _ in first })
        _ = try plan.request.serialized(keepAlive: plan.client.keepAlive, via: try proxyRoute(placeholders))
    }

    /// The client's certificate and key.
    func identity(_ secrets: [SecretReference: String]) throws -> ClientIdentity? {
        try plan.client.tls.clientCertificate.map { try ClientIdentity($0, secrets: secrets) }
    }

    /// The values of all secrets that the plan names.
    func resolveSecrets() async throws -> [SecretReference: String] {
        var values: [SecretReference: String] = [:]
        for reference in plan.secrets where values[reference] == nil {
            values[reference] = try await resolveSecret(reference)
        }
        return values
    }
}

extension JourneyProgram {
    /// What is counted, in order.
    var layout: WindowLayout { WindowLayout(endpoints: parts.endpoints, groups: parts.groups) }
}

extension TestPlan {
    /// The scenarios of the load. One request is a scenario of one step, where something other than time ends its load or changes the
    /// number of its users; otherwise the loops have a path of their own for it.
    var loadScenarios: [Scenario] {
        if !scenarios.isEmpty { return scenarios }
        guard iterations != nil || !userStages.isEmpty else { return [] }
        return [Scenario(name: request.endpointName, steps: [.request(RequestStep(request))])]
    }

    /// All secrets that the plan names.
    var secrets: [SecretReference] {
        let values = (scenarios.flatMap(\.steps) + setup + teardown).templates.flatMap(\.values)
        return values.compactMap { if case .secret(let reference) = $0 { reference } else { nil } } + client.secrets
    }
}

extension ClientOptions {
    /// What connections need and the plan does not hold.
    fileprivate var secrets: [SecretReference] {
        let certificate = tls.clientCertificate.map { [$0.chain.reference, $0.key.reference] } ?? []
        return certificate + (proxy?.credentials?.secrets ?? [])
    }
}
