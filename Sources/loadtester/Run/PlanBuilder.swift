import FoundationEssentials
import Glibc
import LoadPlan

/// Turns the command line into a plan. Every refusal names the flag, the value and what is accepted.
struct PlanBuilder {
    /// What the load is where no flag says otherwise.
    struct Defaults {
        var virtualUsers = 10
        var rate = 0.0
        var seconds = 10.0
        var tasks = 1

        static let demo = Defaults(virtualUsers: 100, rate: 200, seconds: 10, tasks: 2)
    }

    private static let headerFlag = "--header (-H)"

    let defaults: Defaults
    let request: RequestArguments
    let load: LoadArguments
    let client: ClientArguments

    func tasks() throws -> Int {
        try load.tasks.map { try count("--tasks", $0, in: 1...1000) } ?? defaults.tasks
    }

    func minTasks(of tasks: Int) throws -> Int {
        guard let text = load.minTasks else { return tasks }
        let least = try count("--min-tasks", text, in: 1...1000)
        guard least <= tasks else {
            throw UsageError("--min-tasks '\(text)' is not accepted: give at most --tasks, which is \(tasks).")
        }
        return least
    }

    func plan(url: TargetURL) throws -> TestPlan {
        let plan = TestPlan(
            request: try requestSpec(url),
            profile: try profile(seconds: defaults.seconds),
            virtualUsers: try load.vus.map { try count("--vus", $0, in: 1...1_000_000) } ?? defaults.virtualUsers,
            client: try clientOptions(over: ClientOptions()),
            precision: try precision() ?? .quarterMillisecond
        )
        return try checked(Self.headerFlag) { () throws(ExpressionError) in
            try plan.fillingInSecrets(allowingLocal: true)
        }
    }

    /// Nil where the flag is not given.
    func precision() throws -> PacingPrecision? {
        guard let text = load.precision else { return nil }
        guard let precision = PacingPrecision(rawValue: text) else {
            throw UsageError("--precision '\(text)' is not accepted: give exact, 250us or 1ms.")
        }
        return precision
    }

    // MARK: The request

    private func requestSpec(_ url: TargetURL) throws -> RequestSpec {
        var headers = try headers()
        if let credentials = url.userInfo, !headers.contains(where: { $0.name.lowercased() == "authorization" }) {
            let value = "Basic \(Data(credentials).base64EncodedString())"
            headers.append(RequestSpec.Header(name: "Authorization", value: value))
        }
        let body = try body()
        let method = try request.method.map { text in
            try checked("--method (-X)") { () throws(ExpressionError) in try MethodExpression.parse(text) }
        }
        return RequestSpec(
            method: method ?? (body == nil ? "GET" : "POST"),
            url: url.withoutCredentials,
            headers: headers,
            body: body ?? []
        )
    }

    func headers() throws -> [RequestSpec.Header] {
        var headers: [RequestSpec.Header] = []
        for text in request.header {
            headers.append(
                try checked(Self.headerFlag) { () throws(ExpressionError) in try HeaderExpression.parse(text) }
            )
        }
        return headers
    }

    /// The same fields for steps, with the secrets that they name.
    func fields() throws -> [RequestStep.Field] {
        try headers().map { header in
            let value = try checked(Self.headerFlag) { () throws(ExpressionError) in
                try HeaderExpression.template(of: header, allowingLocal: true)
            }
            return RequestStep.Field(name: header.name, value: value)
        }
    }

    private func body() throws -> [UInt8]? {
        guard request.body == nil || request.bodyFile == nil else {
            throw UsageError("--body and --body-file cannot both be given: give one.")
        }
        if let text = request.body { return Array(text.utf8) }
        guard let file = request.bodyFile else { return nil }
        guard let data = try? Data(contentsOf: URL(filePath: file)) else {
            throw UsageError("--body-file '\(file)' cannot be read: name a readable file.")
        }
        return Array(data)
    }

    // MARK: The load

    /// - Parameter seconds: Its length where --duration does not say otherwise.
    func profile(seconds: Double) throws -> LoadProfile {
        let rate = try load.rate.map { text in
            try checked("--rate") { () throws(ExpressionError) in try RateExpression.parse(text) }
        }
        let rateProfile: RateProfile
        if load.stage.isEmpty {
            let seconds = try load.duration.map { try duration("--duration", $0) } ?? seconds
            let rate = rate ?? defaults.rate
            guard rate > 0 else {
                _ = try arrivals(over: .uniform)
                guard load.arrivals == nil else {
                    throw UsageError(
                        "--arrivals spaces the arrivals of a rate, and there is none: give --rate or --stage, or leave it out."
                    )
                }
                return .closed(seconds: seconds)
            }
            rateProfile = .constant(rate, seconds: seconds)
        } else {
            var stages: [StageExpression] = []
            for text in load.stage {
                stages.append(try checked("--stage") { () throws(ExpressionError) in try StageExpression(text) })
            }
            guard load.duration == nil else {
                throw UsageError("--duration cannot be given with --stage: the stages' lengths are the duration.")
            }
            rateProfile = StageExpression.profile(from: rate ?? 0, through: stages)
        }
        guard rateProfile.arrivals > 0 else {
            throw UsageError("the load calls for no request at all: give a higher --rate, or a longer --duration.")
        }
        return .open(rateProfile, arrivals: try arrivals(over: .uniform))
    }

    /// What the flags say, over what is there.
    func arrivals(over base: ArrivalProcess) throws -> ArrivalProcess {
        switch load.arrivals {
        case "uniform": .uniform
        case "poisson": .poisson(seed: load.seed ?? 1)
        case nil: if let seed = load.seed, base != .uniform { .poisson(seed: seed) } else { base }
        case let text?: throw UsageError("--arrivals '\(text)' is not accepted: give uniform or poisson.")
        }
    }

    // MARK: The client

    /// What the flags say, over what is there.
    func clientOptions(over base: ClientOptions) throws -> ClientOptions {
        var options = base
        if let text = client.timeout { options.timeoutSeconds = try duration("--timeout", text) }
        if let text = client.connectTimeout { options.connectTimeoutSeconds = try duration("--connect-timeout", text) }
        if let text = client.followRedirects {
            options.maxRedirects = try count("--follow-redirects", text, in: 0...50)
        }
        if let text = load.threads { options.loops = try count("--threads", text, in: 1...256) }
        if client.noKeepalive { options.keepAlive = false }
        if client.traceparent { options.traceparent = true }
        if client.insecure { options.tls.verifiesCertificates = false }
        if client.noSessionResumption { options.tls.resumesSessions = false }
        if let name = client.serverName { options.tls.serverName = name }
        if let file = client.caFile { options.tls.caFile = try readable("--ca-file", file) }
        options.tls.clientCertificate = try clientCertificate() ?? base.tls.clientCertificate
        if let text = client.proxy {
            let proxy = try checked("--proxy (-x)") { () throws(ExpressionError) in try ProxyExpression.parse(text) }
            if let refusal = TargetPolicy.local.refusal(of: proxy.url) {
                throw UsageError("--proxy (-x) '\(proxy.name)': \(refusal.message)")
            }
            options.proxy = proxy
        }
        for text in client.resolve {
            options.resolveOverrides.append(
                try checked("--resolve") { () throws(ExpressionError) in try ResolveExpression.parse(text) }
            )
        }
        if let problem = options.overrideProblem { throw UsageError("--resolve: \(problem)") }
        return options
    }

    private func clientCertificate() throws -> ClientCertificate? {
        switch (client.cert, client.key) {
        case (nil, nil): return nil
        case (let cert?, let key?):
            return ClientCertificate(
                chain: .file(try readable("--cert", cert)),
                key: .file(try readable("--key", key))
            )
        case (_?, nil): throw UsageError("--cert goes with --key, the file of its private key: give both.")
        case (nil, _?): throw UsageError("--key goes with --cert, the file of its certificate: give both.")
        }
    }

    // MARK: Values

    private func readable(_ flag: String, _ file: String) throws -> String {
        guard access(file, R_OK) == 0 else {
            throw UsageError("\(flag) '\(file)' cannot be read: name a readable PEM file.")
        }
        return file
    }

    func count(_ flag: String, _ text: String, in range: ClosedRange<Int>) throws -> Int {
        try checked(flag) { () throws(ExpressionError) in try CountExpression.parse(text, in: range) }
    }

    func duration(_ flag: String, _ text: String) throws -> Double {
        let seconds = try checked(flag) { () throws(ExpressionError) in try DurationExpression.parse(text) }
        guard seconds > 0, seconds <= 30 * 86_400 else {
            throw UsageError("\(flag) '\(text)' is not accepted: give more than 0 and at most 30d.")
        }
        return seconds
    }

    private func checked<Value>(_ flag: String, _ parse: () throws(ExpressionError) -> Value) throws -> Value {
        do {
            return try parse()
        } catch {
            throw UsageError(flag, error)
        }
    }
}
