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
        return facts + client(plan.client)
    }

    static func stages(of plan: TestPlan) -> [RunDocument.StageMark] {
        guard case .open(let rate, _) = plan.profile, rate.stages.count > 1 else { return [] }
        var begin = 0.0
        return rate.stages.prefix(200).map { stage in
            defer { begin += stage.seconds }
            let label =
                stage.from == stage.to
                ? "\(Figure.decimal(stage.to))/s" : "\(Figure.decimal(stage.from)) to \(Figure.decimal(stage.to))/s"
            return RunDocument.StageMark(second: begin, label: label)
        }
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

    private static let secretWords = ["auth", "cookie", "token", "secret", "key", "password", "session", "signature"]

    private static func value(of header: RequestSpec.Header) -> String {
        let name = header.name.lowercased()
        guard !secretWords.contains(where: name.contains) else { return "(not shown: it may be a secret)" }
        return BoundedText.clean(header.value)
    }

    private static func client(_ client: ClientOptions) -> [RunDocument.Fact] {
        var parts = [
            "time-out \(Figure.decimal(client.timeoutSeconds)) s",
            client.keepAlive ? "connections kept alive" : "a connection per request",
        ]
        if client.maxRedirects > 0 { parts.append("\(client.maxRedirects) redirects followed") }
        if !client.tls.verifiesCertificates { parts.append("certificates not verified") }
        return [RunDocument.Fact("Client", parts.joined(separator: ", "))]
    }
}
