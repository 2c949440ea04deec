public import LoadPlan

/// The names that thresholds of a plan may be about.
public struct ThresholdNames: Sendable {
    private var endpoints: Set<String> = []
    private var groups: Set<String> = []
    private var checks: Set<String> = []

    /// Those of `plan`. What setup and teardown do is no load, and no threshold is about it.
    public init(_ plan: TestPlan) {
        for scenario in plan.scenarios { add(scenario.steps) }
        if plan.scenarios.isEmpty { endpoints = [plan.request.endpointName] }
    }

    init(endpoints: Set<String>, groups: Set<String>, checks: Set<String>) {
        (self.endpoints, self.groups, self.checks) = (endpoints, groups, checks)
    }

    private mutating func add(_ steps: [Step]) {
        for step in steps {
            switch step {
            case .request(let request):
                endpoints.insert(request.name)
                checks.formUnion(request.checks.map(\.name))
            case .pause: break
            case .group(let name, let steps):
                groups.insert(name)
                add(steps)
            case .repeat(_, let steps), .while(_, _, let steps): add(steps)
            case .if(_, let then, let otherwise): add(then + otherwise)
            }
        }
    }

    /// What is wrong with what a threshold is about; nil where nothing is.
    public func problem(_ scope: Threshold.Scope) -> String? {
        switch scope {
        case .all: nil
        case .endpoint(let name): problem(name, "endpoint", endpoints)
        case .group(let name): problem(name, "group", groups)
        case .check(let name): problem(name, "check", checks)
        }
    }

    private func problem(_ name: String, _ kind: String, _ known: Set<String>) -> String? {
        guard !known.contains(name) else { return nil }
        let all = known.sorted()
        let list =
            all.isEmpty
            ? "it has no \(kind)" : "there are \(all.prefix(20).map { "\"\($0)\"" }.joined(separator: ", "))"
        return "\(Findings.hint(name, all))no \(kind) of the plan is named \"\(name)\": \(list)."
    }
}
