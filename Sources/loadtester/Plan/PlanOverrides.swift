import LoadPlan

/// The flags of the command line over what a plan says: what is given replaces, what is not leaves.
extension PlanBuilder {
    /// - Throws: `UsageError` for a flag that does not fit the plan.
    func overriding(_ plan: TestPlan) throws -> TestPlan {
        guard request.method == nil, request.body == nil, request.bodyFile == nil else {
            throw UsageError(
                "--method, --body and --body-file do not go with a plan file, which says what is sent: leave them out."
            )
        }
        var result = plan
        try overrideLoad(of: &result)
        result.client = try clientOptions(over: plan.client)
        result.precision = try precision() ?? plan.precision
        let fields = try fields()
        if !fields.isEmpty { result.set(fields) }
        guard result.warmUpSeconds < result.profile.seconds else {
            throw UsageError("--duration is not longer than the plan's warm-up: give more.")
        }
        return result
    }

    private func overrideLoad(of plan: inout TestPlan) throws {
        if let seed = load.seed { plan.seed = seed }
        if let text = load.vus {
            plan.virtualUsers = try count("--vus", text, in: 1...1_000_000)
            plan.userStages = []
        }
        if load.rate != nil || !load.stage.isEmpty {
            plan.profile = try profile(seconds: plan.profile.seconds)
            plan.userStages = []
            if case .open = plan.profile { plan.iterations = nil }
        } else {
            if let text = load.duration { plan.profile = try lasting(try duration("--duration", text), plan) }
            if load.arrivals != nil || load.seed != nil, case .open(let rate, let arrivals) = plan.profile {
                plan.profile = .open(rate, arrivals: try self.arrivals(over: arrivals))
            }
        }
    }

    private func lasting(_ seconds: Double, _ plan: TestPlan) throws -> LoadProfile {
        switch plan.profile {
        case .closed where plan.userStages.isEmpty: return .closed(seconds: seconds)
        case .open(let rate, let arrivals) where rate == .constant(rate.peakRate, seconds: rate.seconds):
            return .open(.constant(rate.peakRate, seconds: seconds), arrivals: arrivals)
        default:
            throw UsageError("--duration does not fit a profile of several stages: give --stage, --rate or --vus too.")
        }
    }
}

extension TestPlan {
    /// Sets header fields of every request, in place of those of the same name. A plan without scenarios gets one, as what a
    /// field names is filled in there.
    fileprivate mutating func set(_ fields: [RequestStep.Field]) {
        let names = Set(fields.map { $0.name.lowercased() })
        if scenarios.isEmpty {
            scenarios = [Scenario(name: "default", steps: [.request(RequestStep(request))])]
        }
        func replaced(_ steps: [Step]) -> [Step] {
            steps.map { step in
                switch step {
                case .request(var request):
                    request.headers = request.headers.filter { !names.contains($0.name.lowercased()) } + fields
                    if names.contains("authorization") { request.authentication = nil }
                    return .request(request)
                case .pause: return step
                case .group(let name, let steps): return .group(name: name, steps: replaced(steps))
                case .repeat(let count, let steps): return .repeat(count: count, steps: replaced(steps))
                case .while(let condition, let limit, let steps):
                    return .while(condition, limit: limit, steps: replaced(steps))
                case .if(let condition, let then, let otherwise):
                    return .if(condition, then: replaced(then), otherwise: replaced(otherwise))
                }
            }
        }
        setup = replaced(setup)
        teardown = replaced(teardown)
        for index in scenarios.indices { scenarios[index].steps = replaced(scenarios[index].steps) }
    }
}
