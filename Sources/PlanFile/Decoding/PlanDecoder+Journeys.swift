import LoadPlan

/// What virtual users do, and what is done before and after.
struct Journeys {
    var setup: [Step] = []
    var scenarios: [Scenario] = []
    var teardown: [Step] = []
}

extension PlanDecoder {
    static let scenarioKeys = ["name", "weight", "steps"]

    func journeys(_ fields: Fields) -> Journeys {
        var journeys = Journeys()
        captured = []
        journeys.setup = once(fields, "setup")
        let fromSetup = captured
        journeys.scenarios = scenarios(fields, knowing: fromSetup)
        captured = fromSetup
        journeys.teardown = once(fields, "teardown")
        return journeys
    }

    private func once(_ fields: Fields, _ key: String) -> [Step] {
        guard let node = fields[key] else { return [] }
        names.withoutData = key
        let (endpoints, groups, checks) = (endpointNames, groupNames, checkNames)
        defer {
            names.withoutData = nil
            (endpointNames, groupNames, checkNames) = (endpoints, groups, checks)
        }
        return steps(node, key)
    }

    private func scenarios(_ fields: Fields, knowing fromSetup: Set<String>) -> [Scenario] {
        if let steps = fields["steps"] {
            if let node = fields["scenarios"] {
                findings.missing(
                    node,
                    "scenarios",
                    "'steps' is a plan of one scenario: give 'steps' or 'scenarios', not both."
                )
            }
            captured = fromSetup
            return [Scenario(name: "default", steps: self.steps(steps, "steps"))]
        }
        guard let node = fields["scenarios"] else { return oneRequest(fields) }
        guard let nodes = node.elements else {
            findings.note(node, "scenarios", "scenarios are a list: - {name: browse, steps: […]}.")
            return []
        }
        if nodes.isEmpty { findings.missing(node, "scenarios", "the list is empty: give a scenario, or leave it out.") }
        var names: Set<String> = []
        return nodes.enumerated().compactMap { index, node in
            let path = "scenarios[\(index)]"
            guard let fields = Fields(node, path, "a scenario", keys: Self.scenarioKeys, findings) else { return nil }
            captured = fromSetup
            let name = fields["name"].flatMap { constant($0, fields.path("name")) } ?? "scenario \(index + 1)"
            if !names.insert(name).inserted {
                findings.missing(
                    fields["name"] ?? node,
                    fields.path("name"),
                    "two scenarios are named '\(name)': choose another name."
                )
            }
            let weight = fields["weight"].flatMap { whole($0, fields.path("weight"), in: 1...10_000) } ?? 1
            guard let steps = fields["steps"] else {
                findings.missing(node, path, "the scenario has no steps: give 'steps: [{get: /}]'.")
                return nil
            }
            return Scenario(name: name, weight: weight, steps: self.steps(steps, fields.path("steps")))
        }
    }

    /// A plan that names no step gets its target.
    private func oneRequest(_ fields: Fields) -> [Scenario] {
        if let target { endpointNames.insert(RequestSpec(url: target).endpointName) }
        guard let target, !commonHeaders.isEmpty || commonAuthentication != nil else { return [] }
        let name = RequestSpec(url: target).endpointName
        let request = RequestStep(
            name: name,
            url: Template(target.requestTarget),
            headers: commonHeaders,
            authentication: commonAuthentication
        )
        return [Scenario(name: "default", steps: [.request(request)])]
    }
}
