import LoadPlan

extension PlanDecoder {
    private static let stageKinds = ["rate", "step", "spike", "burst", "vus"]
    static let stageKeys = stageKinds + ["by", "for"]
    private static let stageHints = [
        "arrivals": "'arrivals' is of the whole profile: give it beside 'profile'.",
        "duration": "the length of a stage is 'for'.",
        "target": "give where the stage goes to as in 'rate: 0..200'.",
    ]

    /// One stage; a staircase and a spike come to several.
    func stage(_ node: PlanNode, _ path: String, hasIterations: Bool) -> Stages? {
        guard let fields = Fields(node, path, "a stage", keys: Self.stageKeys, hints: Self.stageHints, findings) else {
            return nil
        }
        let kinds = fields.present(Self.stageKinds)
        guard kinds.count == 1, let kind = kinds.first, let value = fields[kind] else {
            if kinds.count > 1 || !fields.hasUnknown {
                findings.missing(node, path, "a stage has one of \(Self.stageKinds.joined(separator: ", ")).")
            }
            return nil
        }
        if kind != "step", let by = fields["by"] {
            findings.note(by, fields.path("by"), "'by' belongs to 'step'.")
        }
        let hasDefault = kind == "burst" || (kind == "vus" && hasIterations)
        let seconds =
            fields["for"].map { self.seconds($0, fields.path("for")) }
            ?? (hasDefault ? (kind == "burst" ? 0.001 : 3600) : nil)
        if fields["for"] == nil, !hasDefault, !fields.hasUnknown {
            findings.missing(node, path, "the stage has no length: give 'for: 30s'.")
        }
        let valuePath = fields.path(kind)
        guard let text = constant(value, valuePath) else { return nil }
        if kind == "vus" { return userStage(text, value, valuePath, seconds) }
        if kind == "burst" {
            let count = findings.parse(value, valuePath) { () throws(ExpressionError) in
                try CountExpression.parse(text, in: 1...100_000)
            }
            guard let count, let seconds else { return nil }
            return .open(.constant(Double(count) / seconds, seconds: seconds))
        }
        let span = Span(text)
        guard let from = rate(span.from, value, valuePath), let to = rate(span.to, value, valuePath) else { return nil }
        switch kind {
        case "rate": return seconds.map { .open(RateProfile(stages: [.init(seconds: $0, from: from, to: to)])) }
        case "spike":
            return seconds.map {
                .open(
                    RateProfile(stages: [
                        .init(seconds: $0 / 2, from: from, to: to), .init(seconds: $0 / 2, from: to, to: from),
                    ])
                )
            }
        default: return staircase(from, to, fields, value, seconds)
        }
    }

    private func rate(_ text: String, _ node: PlanNode, _ path: String) -> Double? {
        findings.parse(node, path) { () throws(ExpressionError) in try RateExpression.parse(text) }
    }

    private func userStage(_ text: String, _ node: PlanNode, _ path: String, _ seconds: Double?) -> Stages? {
        let span = Span(text)
        let ends = [span.from, span.to].map { text in
            findings.parse(node, path) { () throws(ExpressionError) in
                try CountExpression.parse(text, in: 0...1_000_000)
            }
        }
        guard let from = ends[0], let to = ends[1], let seconds else { return nil }
        guard from > 0 || to > 0 else {
            findings.note(node, path, "a stage has at least one virtual user at one of its ends.")
            return nil
        }
        return .closed([UserStage(seconds: seconds, from: from, to: to)])
    }

    private func staircase(_ from: Double, _ to: Double, _ fields: Fields, _ node: PlanNode, _ seconds: Double?)
        -> Stages?
    {
        guard let byNode = fields["by"], let text = constant(byNode, fields.path("by")) else {
            if fields["by"] == nil {
                findings.note(node, fields.path("step"), "the height of a step is missing: give 'by: 50'.")
            }
            return nil
        }
        guard let by = rate(text, byNode, fields.path("by")), let seconds else { return nil }
        guard by > 0, from != to, abs(to - from) / by <= 1000 else {
            findings.note(
                byNode,
                fields.path("by"),
                "a staircase has from 2 to 1000 steps: give 'step: 100..500' and 'by: 100'."
            )
            return nil
        }
        let count = Int((abs(to - from) / by + 1e-9).rounded(.down)) + 1
        let stages = (0..<count).map { index in
            let rate = from + (to > from ? by : -by) * Double(index)
            return RateProfile.Stage(seconds: seconds / Double(count), from: rate, to: rate)
        }
        return .open(RateProfile(stages: stages))
    }
}
