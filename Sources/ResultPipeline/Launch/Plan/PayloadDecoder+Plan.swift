internal import LoadPlan

// MARK: A whole test plan instead of the simple fields

extension PayloadDecoder {
    /// What the plan says, and a payload beside it may not.
    private static let simple: [PayloadField] = [.targetUrl, .vus, .rate, .duration, .method, .headers, .body]

    /// The plan within the launcher's limits; nil where it is refused.
    mutating func wholePlan() -> TestPlan? {
        for field in Self.simple where has(field) {
            refuse(field, "the plan says this: leave the field out, or leave out the plan")
        }
        guard let plan else {
            refuse(.plan, "test plans are not read here: give targetUrl, vus and duration instead")
            return nil
        }
        if let reason = check(plan.request.url) {
            refuse(.plan, "\(plan.request.url.hostHeader) is not accepted: \(reason)")
        }
        let peak = if case .open(let rate, _) = plan.profile { rate.peakRate } else { 0.0 }
        let rules: [(holds: Bool, what: String)] = [
            (1...limits.maxVirtualUsers ~= plan.virtualUsers, "\(plan.virtualUsers) virtual users"),
            (plan.profile.seconds <= limits.maxSeconds, "\(Figure.decimal(plan.profile.seconds)) s of load"),
            (peak <= limits.maxRate, "\(Figure.decimal(peak)) arrivals per second"),
        ]
        for rule in rules where !rule.holds { refuse(.plan, "\(rule.what) are more than this launcher accepts") }
        return plan
    }

    /// Thresholds beside those of the plan: `{"p(99)": "< 300ms", "error_rate": ["< 1%", "< 5% in every 1m"]}`.
    mutating func thresholds() -> [Threshold] {
        guard let value = self[.thresholds] else { return [] }
        let expected = #"an object of figures and limits, such as {"p(99)": "< 300ms", "error_rate": "< 1%"}"#
        guard case .object(let members) = value else {
            refuse(.thresholds, value, expected: expected)
            return []
        }
        var thresholds: [Threshold] = []
        for member in members {
            let limits: [JSONValue] = if case .array(let several) = member.value { several } else { [member.value] }
            for limit in limits {
                guard case .string(let text) = limit else {
                    refuse(.thresholds, limit, expected: expected)
                    continue
                }
                do throws(ExpressionError) {
                    thresholds.append(try ThresholdExpression.parse("\(member.name) \(text)"))
                } catch {
                    refuse(.thresholds, "\(PayloadDiagnostic.quoted("\(member.name) \(text)")): \(error.expected)")
                }
            }
        }
        return thresholds
    }
}
