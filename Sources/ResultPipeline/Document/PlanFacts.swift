internal import LoadPlan
internal import Measurement

/// The plan in words. Values of header fields that carry secrets are left out, and so is the content.
enum PlanFacts {
    static func facts(of header: RunHeader) -> [RunDocument.Fact] {
        let plan = header.plan
        var facts = [
            RunDocument.Fact("Request", "\(plan.request.method) \(plan.request.url.redacted)"),
            RunDocument.Fact("Load", load(plan.profile)),
            RunDocument.Fact("Virtual users", "\(plan.virtualUsers)"),
            RunDocument.Fact("Tasks", tasks(header)),
        ]
        facts += plan.request.headers.map { RunDocument.Fact("Header \($0.name)", value(of: $0)) }
        if !plan.request.body.isEmpty { facts.append(RunDocument.Fact("Content", "\(plan.request.body.count) bytes")) }
        return facts + scenarios(plan) + client(plan.client)
    }

    /// Where the load changes, in seconds from the moment from which results count.
    static func stages(of header: RunHeader) -> [RunDocument.StageMark] {
        var begin = -Double(header.warmUp) / 1000
        var marks: [RunDocument.StageMark] = []
        for (seconds, label) in pieces(of: header.plan).prefix(200) {
            if begin >= 0 || marks.isEmpty { marks.append(RunDocument.StageMark(second: max(0, begin), label: label)) }
            begin += seconds
        }
        return marks.count > 1 ? marks : []
    }

    private static func pieces(of plan: TestPlan) -> [(seconds: Double, label: String)] {
        func label(_ from: String, _ to: String, _ unit: String) -> String {
            from == to ? to + unit : "\(from) to \(to)\(unit)"
        }
        if !plan.userStages.isEmpty {
            return plan.userStages.map { ($0.seconds, label("\($0.from)", "\($0.to)", " virtual users")) }
        }
        guard case .open(let rate, _) = plan.profile else { return [] }
        return rate.stages.map { ($0.seconds, label(Figure.decimal($0.from), Figure.decimal($0.to), "/s")) }
    }

    private static func scenarios(_ plan: TestPlan) -> [RunDocument.Fact] {
        var facts = plan.scenarios.prefix(50).map { scenario in
            RunDocument.Fact(
                "Scenario \(BoundedText.clean(scenario.name))",
                "weight \(scenario.weight), \(Figure.count(scenario.steps.count, "step"))"
            )
        }
        if !plan.thresholds.isEmpty {
            let expressions = plan.thresholds.prefix(50).map { BoundedText.clean($0.expression) }
            facts.append(RunDocument.Fact("Thresholds", expressions.joined(separator: "; ")))
        }
        if let iterations = plan.iterations { facts.append(RunDocument.Fact("Iterations", "at most \(iterations)")) }
        if plan.warmUpSeconds > 0 {
            facts.append(
                RunDocument.Fact("Warm-up", "\(Figure.decimal(plan.warmUpSeconds)) s, which do not count")
            )
        }
        return facts
    }

    private static func load(_ profile: LoadProfile) -> String {
        let seconds = "\(Figure.decimal(profile.seconds)) s"
        switch profile {
        case .closed: return "closed model: every virtual user sends as soon as its last response is in, for \(seconds)"
        case .open(let rate, let arrivals):
            let spacing =
                switch arrivals {
                case .uniform: "evenly spaced"
                case .poisson(let seed): "Poisson arrivals, seed \(seed)"
                }
            let height =
                rate.stages.allSatisfy { $0.from == rate.peakRate && $0.to == rate.peakRate }
                ? "\(Figure.decimal(rate.peakRate))/s" : "at most \(Figure.decimal(rate.peakRate))/s"
            return "open model: \(rate.arrivals) arrivals in \(seconds), \(height), \(spacing)"
        }
    }

    private static func tasks(_ header: RunHeader) -> String {
        let least = header.minTasks < header.taskCount ? ", \(header.minTasks) suffice to start" : ""
        return "\(header.taskCount)\(least)\(header.usesSpot ? ", on spare capacity" : "")"
    }

    private static func value(of header: RequestSpec.Header) -> String {
        guard !CredentialName.covers(header.name) else { return "(not shown: it may be a secret)" }
        return BoundedText.clean(CredentialText.hidingParameters(header.value))
    }

    private static func client(_ client: ClientOptions) -> [RunDocument.Fact] {
        var parts = [
            "time-out \(Figure.decimal(client.timeoutSeconds)) s",
            client.keepAlive ? "connections kept alive" : "a connection per request",
        ]
        if client.maxRedirects > 0 { parts.append("\(client.maxRedirects) redirects followed") }
        if let proxy = client.proxy { parts.append("by way of the proxy \(proxy.name)") }
        if client.traceparent { parts.append("a traceparent in every request") }
        if client.tls.clientCertificate != nil { parts.append("with a client certificate") }
        if !client.tls.verifiesCertificates { parts.append("certificates not verified") }
        return [RunDocument.Fact("Client", parts.joined(separator: ", "))]
    }
}
