import LoadEngine
import LoadPlan
import PlanFile
import ResultPipeline

extension RunCommand {
    /// The plan: of the file or the URL that was given, or of the demo target; the command line's flags outrank the file.
    func plan(_ builder: PlanBuilder, demo: String?) throws -> TestPlan {
        let loader = PlanLoader(arguments: planning)
        switch Subject(demo ?? subject ?? "") {
        case .url(let text):
            guard planning.variable.isEmpty, planning.environment == nil, planning.target == nil else {
                throw UsageError("--var, --env and --target go with a plan file: leave them out, or give one.")
            }
            return try loader.withThresholds(try builder.plan(url: try targetURL(text)))
        case .plan(let path):
            return try loader.withThresholds(try builder.overriding(try loader.plan(at: path)))
        }
    }

    /// Shows what would be sent, or sends one iteration, where that was asked for; true where it was.
    func previews(_ plan: TestPlan, tasks: Int) throws -> Bool {
        guard dryRun || debug else { return false }
        guard dryRun != debug else { throw UsageError("--dry-run sends nothing and --debug one iteration: give one.") }
        if dryRun {
            Terminal.output.write(PlanPreview(plan, tasks: tasks).text)
            return true
        }
        if let refusal = TargetPolicy.local.refusal(of: plan.request.url) { throw UsageError(refusal.message) }
        CommandExit.end(try DebugRun(plan: plan).run())
    }

    /// - Throws: `UsageError` that names what of the plan the launch payload has no field for.
    func checkPayloadHolds(_ plan: TestPlan) throws {
        let parts: [(isThere: Bool, name: String)] = [
            (!plan.scenarios.isEmpty, "scenarios"), (!plan.dataSets.isEmpty, "data"), (!plan.setup.isEmpty, "setup"),
            (!plan.teardown.isEmpty, "teardown"), (!plan.userStages.isEmpty, "stages of vus"),
            (plan.iterations != nil, "iterations"), (plan.warmUpSeconds > 0, "warmup"),
            (!plan.thresholds.isEmpty, "thresholds"),
        ]
        let missing = parts.filter(\.isThere).map(\.name)
        guard missing.isEmpty else {
            throw UsageError(
                "--on aws takes no \(missing.joined(separator: ", ")) yet: leave it out, or run the plan here."
            )
        }
    }

    private func targetURL(_ text: String) throws -> TargetURL {
        do {
            return try TargetURL(parsing: text)
        } catch {
            throw UsageError("url '\(text)': \(error.message)")
        }
    }
}
