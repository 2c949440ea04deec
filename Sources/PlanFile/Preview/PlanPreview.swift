public import LoadPlan

/// What a plan would send, and when, in words: for a person who looks before the load.
public struct PlanPreview: Sendable {
    private let plan: TestPlan
    private let tasks: Int
    private let samples: SampleValues
    private var lines: [String] = []

    /// A preview of `plan` on `tasks` tasks. Rows of data are read from their files.
    public init(_ plan: TestPlan, tasks: Int) {
        self.plan = plan
        self.tasks = tasks
        samples = SampleValues(plan)
    }

    /// The preview, with a line break at its end. Secrets are not resolved and not in it.
    public var text: String {
        var preview = self
        preview.write()
        return preview.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write() {
        lines.append("Target     \(plan.request.url.redacted)")
        writeLoad()
        writeClient()
        for set in plan.dataSets {
            let end = set.atEnd == .recycle ? "then again from the first" : "then no more"
            lines.append(
                "Data       \(set.name): \(set.rows) rows of \(set.columns.joined(separator: ", ")); \(set.order.rawValue), \(end)"
            )
        }
        if plan.scenarios.isEmpty {
            lines += ["", "Every arrival"]
            write(RequestStep(plan.request), indent: "  ")
        }
        writeJourney("Setup, once", plan.setup)
        let weights = plan.scenarios.reduce(0) { $0 + $1.weight }
        for scenario in plan.scenarios {
            let share =
                plan.scenarios.count > 1
                ? ", \(Figure.text(100 * Double(scenario.weight) / Double(weights)))% of iterations" : ""
            writeJourney("Scenario \(scenario.name)\(share)", scenario.steps)
        }
        writeJourney("Teardown, once", plan.teardown)
        if !plan.thresholds.isEmpty {
            lines += ["", "Thresholds"] + plan.thresholds.map { "  \($0.expression)" }
        }
    }

    // MARK: Load

    private mutating func writeLoad() {
        let unit = plan.scenarios.isEmpty ? "requests" : "iterations"
        let pool = "at most \(plan.virtualUsers) virtual users in \(tasks) task\(tasks == 1 ? "" : "s")"
        switch plan.profile {
        case .open(let rate, let arrivals):
            let spacing = arrivals == .uniform ? "evenly spaced" : "Poisson"
            lines.append("Load       \(rate.arrivals) \(unit) in \(Figure.time(rate.seconds)), \(spacing), by \(pool)")
            var start = 0.0
            for stage in rate.stages {
                let rates =
                    stage.from == stage.to
                    ? "\(Figure.text(stage.from))/s" : "\(Figure.text(stage.from))/s to \(Figure.text(stage.to))/s"
                let count = (stage.from + stage.to) / 2 * stage.seconds
                lines.append(
                    "           from \(Figure.time(start)) for \(Figure.time(stage.seconds)): \(rates), \(Figure.text(count)) \(unit)"
                )
                start += stage.seconds
            }
            let shares = (0..<tasks).map { Segment(index: $0, of: tasks).share(of: rate.arrivals) }
            writeShares(shares, unit)
        case .closed(let seconds):
            let end = plan.iterations.map { "\($0) \(unit), at most " } ?? ""
            lines.append("Load       \(end)\(Figure.time(seconds)), by \(pool), each beginning anew when it is done")
            var start = 0.0
            for stage in plan.userStages {
                let users = stage.from == stage.to ? "\(stage.from)" : "\(stage.from) to \(stage.to)"
                lines.append(
                    "           from \(Figure.time(start)) for \(Figure.time(stage.seconds)): \(users) virtual users"
                )
                start += stage.seconds
            }
            writeShares((0..<tasks).map { Segment(index: $0, of: tasks).share(of: plan.virtualUsers) }, "virtual users")
        }
        if plan.warmUpSeconds > 0 {
            lines.append("Warm-up    the first \(Figure.time(plan.warmUpSeconds)) do not count")
        }
    }

    private mutating func writeShares(_ shares: [Int], _ unit: String) {
        guard tasks > 1 else { return }
        let shown = shares.prefix(16).map(String.init).joined(separator: " + ") + (shares.count > 16 ? " + …" : "")
        lines.append("Per task   \(shown) \(unit)")
    }

    // MARK: Client

    /// What decides with whom the target speaks. Neither keys nor passwords are in it.
    private mutating func writeClient() {
        if let certificate = plan.client.tls.clientCertificate {
            let (chain, key) = (certificate.chain.name, certificate.key.name)
            lines.append("Client     \(BoundedText.printable("certificate in \(chain), its key in \(key)", 1000))")
        }
        if let proxy = plan.client.proxy {
            let user = proxy.credentials.map { ", as \(samples.text($0.user))" } ?? ""
            let way = plan.request.url.scheme == .https ? "through a tunnel of" : "by way of"
            lines.append("Proxy      \(way) \(proxy.name)\(user)")
        }
    }

    // MARK: Steps

    private mutating func writeJourney(_ title: String, _ steps: [Step]) {
        guard !steps.isEmpty else { return }
        lines += ["", title]
        for step in steps { write(step, indent: "  ") }
    }

    private mutating func write(_ step: Step, indent: String) {
        let inner = indent + "  "
        switch step {
        case .request(let request): write(request, indent: indent)
        case .pause(.fixed(let seconds)): lines.append("\(indent)pause \(Figure.time(seconds))")
        case .pause(.uniform(let from, let to)):
            lines.append("\(indent)pause \(Figure.time(from)) to \(Figure.time(to))")
        case .pause(.exponential(let mean)): lines.append("\(indent)pause \(Figure.time(mean)) on average, exponential")
        case .group(let name, let steps): write("group \(name)", steps, indent)
        case .repeat(let count, let steps): write("\(count) times", steps, indent)
        case .while(let condition, let limit, let steps):
            write("while \(samples.text(condition)), at most \(limit) times", steps, indent)
        case .if(let condition, let then, let otherwise):
            write("if \(samples.text(condition))", then, indent)
            if !otherwise.isEmpty {
                lines.append("\(indent)otherwise")
                for step in otherwise { write(step, indent: inner) }
            }
        }
    }

    private mutating func write(_ title: String, _ steps: [Step], _ indent: String) {
        lines.append("\(indent)\(title)")
        for step in steps { write(step, indent: indent + "  ") }
    }

    private mutating func write(_ request: RequestStep, indent: String) {
        let url = CredentialText.hidingParameters(samples.text(request.url))
        let whole =
            url.hasPrefix("/") ? "\(plan.request.url.scheme.rawValue)://\(plan.request.url.hostHeader)\(url)" : url
        lines.append("\(indent)\(request.method) \(whole)")
        let inner = indent + "    "
        for field in request.headers {
            lines.append("\(inner)\(field.name): \(shown(field.value, as: field.name))")
        }
        switch request.authentication {
        case nil: break
        case .basic(let user, _): lines.append("\(inner)Authorization: Basic, as \(samples.text(user))")
        case .bearer(let token):
            lines.append("\(inner)Authorization: Bearer \(shown(token, as: "Authorization"))")
        case .sigV4(let scope):
            let keys = scope.accessKeyId.map { "by \(samples.text($0))" } ?? "with the task's own credentials"
            lines.append("\(inner)signed for \(scope.service) in \(scope.region) (AWS Signature Version 4) \(keys)")
        }
        if plan.client.traceparent { lines.append("\(inner)traceparent: 00-…-…-01, another one each time") }
        if !request.body.isEmpty {
            for line in samples.content(request.body).split(separator: "\n", omittingEmptySubsequences: false) {
                lines.append("\(inner)\(line)")
            }
        }
        if !request.captures.isEmpty {
            lines.append("\(inner)captures \(request.captures.map(\.name).joined(separator: ", "))")
        }
        for check in request.checks {
            lines.append("\(inner)checks \(check.name)\(check.failsRequest ? "" : " (only counted)")")
        }
    }
}

extension PlanPreview {
    /// A value as it would be sent, unless that is a credential which the plan or a row of data holds.
    private func shown(_ value: Template, as name: String) -> String {
        value.isHidden(as: name) ? "(not shown: it may be a secret)" : samples.text(value)
    }
}

/// Figures as people read them.
enum Figure {
    /// At most three decimals, none where there are none.
    static func text(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
    }

    /// `1h30m`, `90s`, `250ms`.
    static func time(_ seconds: Double) -> String {
        if seconds > 0, seconds < 1 { return "\(text(seconds * 1000))ms" }
        guard seconds >= 120, seconds == seconds.rounded(), seconds < 1e9 else { return "\(text(seconds))s" }
        let whole = Int(seconds)
        let parts = [(whole / 3600, "h"), (whole / 60 % 60, "m"), (whole % 60, "s")]
        return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }
}
