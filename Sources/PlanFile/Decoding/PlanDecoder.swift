import LoadPlan

/// Reads a tree into a plan, and notes everything that is wrong on the way.
final class PlanDecoder {
    let findings: Findings
    let folder: PlanFolder
    let options: PlanOptions
    /// What values may be called.
    var names = Names()
    /// What steps so far can have captured.
    var captured: Set<String> = []
    /// The plan's target, where it is known.
    var target: TargetURL?
    /// Header fields of every request.
    var commonHeaders: [RequestStep.Field] = []
    /// How every request proves who sends it.
    var commonAuthentication: Authentication?
    /// Names that thresholds may be about.
    var endpointNames: Set<String> = []
    var groupNames: Set<String> = []
    var checkNames: Set<String> = []

    init(findings: Findings, folder: PlanFolder, options: PlanOptions) {
        self.findings = findings
        self.folder = folder
        self.options = options
        names.environment = options.processEnvironment
        names.allowsLocalSecrets = options.allowsLocalSecrets
    }

    static let keys = [
        "target", "description", "variables", "environments", "secrets", "data", "profile", "arrivals", "seed", "vus",
        "iterations", "warmup", "precision", "client", "headers", "auth", "setup", "scenarios", "steps", "teardown",
        "thresholds", "$schema",
    ]

    /// Nil where something is wrong; the findings say what.
    func decode(_ root: PlanNode) -> TestPlan? {
        guard
            let fields = Fields(
                root,
                "",
                "a plan",
                keys: Self.keys,
                hints: ["stages": "stages are listed under 'profile'."],
                findings
            )
        else { return nil }
        let environment = environment(fields)
        secrets(fields)
        variables(fields, environment)
        data(fields)
        target = target(environment?["target"] ?? fields["target"], environment, fields)
        commonHeaders = fields["headers"].map { headers($0, "headers") } ?? []
        commonAuthentication = fields["auth"].flatMap { authentication($0, "auth") }
        let load = load(fields, environment)
        let client = fields["client"].flatMap { self.client($0) } ?? ClientOptions()
        let precision = precision(fields)
        let journeys = journeys(fields)
        let thresholds = thresholds(fields)
        guard let target, let load, findings.diagnostics.isEmpty else { return nil }
        var plan = TestPlan(
            request: RequestSpec(url: target),
            profile: load.profile,
            virtualUsers: load.virtualUsers,
            client: client,
            precision: precision
        )
        plan.userStages = load.userStages
        plan.iterations = load.iterations
        plan.warmUpSeconds = load.warmUpSeconds
        plan.seed = load.seed
        plan.dataSets = names.dataSets.keys.sorted().compactMap { names.dataSets[$0] ?? nil }
        plan.setup = journeys.setup
        plan.scenarios = journeys.scenarios
        plan.teardown = journeys.teardown
        plan.thresholds = thresholds
        return plan
    }

    // MARK: Target

    private func target(_ node: PlanNode?, _ environment: Fields?, _ fields: Fields) -> TargetURL? {
        if let text = options.target {
            return url(text, at: nil, "--target").flatMap { isBare($0, at: nil, "--target", text: text) ? $0 : nil }
        }
        guard let node else {
            findings.missing(
                fields.node,
                "target",
                "the plan has no target: give the URL under test, such as https://api.example.com."
            )
            return nil
        }
        let path = environment?["target"] == nil ? "target" : environment?.path("target") ?? "target"
        guard let text = constant(node, path), let url = url(text, at: node.position, path) else { return nil }
        return isBare(url, at: node.position, path, text: text) ? url : nil
    }

    private func isBare(_ url: TargetURL, at position: Position?, _ path: String, text: String) -> Bool {
        if url.query == nil, url.fragment == nil { return true }
        findings.note(
            at: position,
            path,
            text: CredentialText.hidden(url: text),
            "a target has no query and no fragment: give them in the steps."
        )
        return false
    }

    /// A URL that may be connected to.
    func url(_ text: String, at position: Position?, _ path: String) -> TargetURL? {
        do throws(TargetURLError) {
            let url = try TargetURL(parsing: text)
            if let refusal = TargetPolicy.local.refusal(of: url) {
                findings.note(at: position, path, text: url.redacted, refusal.message)
                return nil
            }
            guard url.userInfo == nil else {
                let hint = "a URL holds no user and password: give 'auth: {basic: …}'."
                findings.note(at: position, path, text: url.redacted, hint)
                return nil
            }
            return url
        } catch {
            findings.note(at: position, path, text: CredentialText.hidden(url: text), error.message)
            return nil
        }
    }

    private func precision(_ fields: Fields) -> PacingPrecision {
        guard let node = fields["precision"], let text = constant(node, "precision") else { return .quarterMillisecond }
        guard let precision = PacingPrecision(rawValue: text) else {
            findings.note(node, "precision", "give exact, 250us or 1ms.")
            return .quarterMillisecond
        }
        return precision
    }
}
