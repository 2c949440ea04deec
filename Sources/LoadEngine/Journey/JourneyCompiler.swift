import HTTPWire
import JSONPath
import LoadPlan

/// Turns a plan's scenarios into a program.
struct JourneyCompiler {
    let plan: TestPlan
    /// Values that are known already: of secrets, and of the plan's setup.
    let secrets: [SecretReference: String]
    let known: [String: String]
    /// The way to the targets, where a proxy lies on it.
    let proxy: ProxyRoute?
    var parts = JourneyProgram.Parts()

    /// Names that some step captures, by slot.
    private var slotOf: [String: Int] = [:]
    private var endpointOf: [String: Int] = [:]
    private var groupOf: [String: Int] = [:]
    private var depth = 0
    /// Fragments before this one belong to ranges that are closed.
    var joinable = 0

    init(_ plan: TestPlan, secrets: [SecretReference: String], known: [String: String], proxy: ProxyRoute?) {
        self.proxy = proxy
        self.plan = plan
        self.secrets = secrets
        self.known = known
    }

    /// Compiles.
    /// - Throws: `EngineError` for a request that cannot be written as HTTP/1.1, an expression that cannot be read, and a value that
    ///   nothing gives.
    static func compile(
        _ plan: TestPlan,
        scenarios: [Scenario],
        secrets: [SecretReference: String] = [:],
        known: [String: String] = [:],
        signing: LoadEngine.RequestSigner? = nil,
        proxy: ProxyRoute? = nil
    ) throws -> JourneyProgram {
        var compiler = JourneyCompiler(plan, secrets: secrets, known: known, proxy: proxy)
        compiler.parts.origins = [plan.request.url.withoutCredentials]
        for scenario in scenarios { compiler.collectCaptures(scenario.steps) }
        for scenario in scenarios {
            compiler.parts.entries.append(compiler.parts.instructions.count)
            try compiler.emit(scenario.steps)
            compiler.parts.instructions.append(.end)
        }
        if signing == nil, !compiler.parts.signers.isEmpty {
            throw EngineError(.request, "The plan signs requests for AWS, and nothing here can sign them.")
        }
        return JourneyProgram(compiler.parts, weights: scenarios.map(\.weight), signing: signing)
    }

    private mutating func collectCaptures(_ steps: [Step]) {
        for step in steps {
            switch step {
            case .request(let request):
                for capture in request.captures where slotOf[capture.name] == nil {
                    slotOf[capture.name] = parts.slots.count
                    parts.slots.append(capture.name)
                    parts.initialSlots.append(known[capture.name].map { Array($0.utf8) })
                }
            case .pause: continue
            case .group(_, let steps), .repeat(_, let steps), .while(_, _, let steps): collectCaptures(steps)
            case .if(_, let then, let otherwise):
                collectCaptures(then)
                collectCaptures(otherwise)
            }
        }
    }

    private mutating func emit(_ steps: [Step]) throws {
        for step in steps {
            switch step {
            case .request(let request): try emit(request)
            case .pause(let pause): parts.instructions.append(.pause(pause))
            case .group(let name, let steps):
                depth += 1
                parts.groupDepth = max(parts.groupDepth, depth)
                parts.instructions.append(.beginGroup(group(name)))
                try emit(steps)
                parts.instructions.append(.endGroup)
                depth -= 1
            case .repeat(let count, let steps): try emitRepeat(count, steps)
            case .while(let condition, let limit, let steps): try emitWhile(condition, limit, steps)
            case .if(let condition, let then, let otherwise): try emitIf(condition, then, otherwise)
            }
        }
    }

    private mutating func emitRepeat(_ count: Int, _ steps: [Step]) throws {
        guard count > 0 else { return }
        let counter = newCounter()
        let body = parts.instructions.count
        try emit(steps)
        parts.instructions.append(.jumpBelow(counter: counter, limit: count - 1, body))
    }

    private mutating func emitWhile(_ condition: Condition, _ limit: Int, _ steps: [Step]) throws {
        guard limit > 0 else { return }
        let counter = newCounter()
        let top = parts.instructions.count
        let compiled = try compile(condition)
        parts.instructions.append(.end)
        try emit(steps)
        parts.instructions.append(.jumpBelow(counter: counter, limit: limit - 1, top))
        parts.instructions[top] = .jumpUnless(condition: compiled, parts.instructions.count)
    }

    private mutating func emitIf(_ condition: Condition, _ then: [Step], _ otherwise: [Step]) throws {
        let compiled = try compile(condition)
        let branch = parts.instructions.count
        parts.instructions.append(.end)
        try emit(then)
        let jump = parts.instructions.count
        if !otherwise.isEmpty { parts.instructions.append(.end) }
        parts.instructions[branch] = .jumpUnless(condition: compiled, parts.instructions.count)
        guard !otherwise.isEmpty else { return }
        try emit(otherwise)
        parts.instructions[jump] = .jump(parts.instructions.count)
    }

    private mutating func newCounter() -> Int {
        parts.instructions.append(.clear(counter: parts.counters))
        parts.counters += 1
        return parts.counters - 1
    }

    private mutating func group(_ name: String) -> Int {
        if let known = groupOf[name] { return known }
        groupOf[name] = parts.groups.count
        parts.groups.append(name)
        return parts.groups.count - 1
    }

    mutating func endpoint(_ name: String) -> Int {
        if let known = endpointOf[name] { return known }
        endpointOf[name] = parts.endpoints.count
        parts.endpoints.append(JourneyProgram.Endpoint(name: name))
        return parts.endpoints.count - 1
    }

    func slot(_ name: String) -> Int? { slotOf[name] }
}
