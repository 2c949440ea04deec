import AWSPipeline
import LoadEngine
import LoadPlan
import PlanFile
import ProcessControl
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
        try refuse(plan.request.url)
        CommandExit.end(try DebugRun(plan: plan).run())
    }

    /// Refuses what nobody can or may connect to from here.
    func refuse(_ url: TargetURL) throws {
        guard url.port > 0 else {
            throw UsageError("url '\(url.redacted)': nothing can be reached at port 0: give one from 1 to 65535.")
        }
        if let refusal = TargetPolicy.local.refusal(of: url) { throw UsageError(refusal.message) }
    }

    /// What the launcher is sent: the simple fields where they say it all, otherwise the plan, or where it lies in S3 with its data.
    /// - Throws: `UsageError` for what tasks on AWS cannot do; `AWSError`.
    func payload(_ plan: TestPlan, tasks: Int, minTasks: Int, testId: String) throws -> [UInt8] {
        try plan.checkTravels()
        if let upload = try aws.planUpload() {
            let place = try blocking { try await upload.upload(plan, testId: testId) }
            return try launch(PlanPlace(s3: place.description), tasks, minTasks, testId)
        }
        if let simple = LaunchRequest(plan, tasks: tasks, minTasks: minTasks, testId: testId, spot: spot) {
            return try simple.launchPayload()
        }
        guard plan.dataSets.isEmpty else {
            throw UsageError(
                "--on aws sends the plan's data by way of S3: give --plan-bucket, a bucket that the stack may read (loadtester "
                    + "deploy --context planBuckets=NAME)."
            )
        }
        return try launch(CompiledPlan(plan), tasks, minTasks, testId)
    }

    private func launch(_ plan: some Encodable, _ tasks: Int, _ minTasks: Int, _ testId: String) throws -> [UInt8] {
        try PlanLaunch(plan: plan, taskCount: tasks, minTasks: minTasks, testId: testId, spot: spot).launchPayload()
    }

    private func targetURL(_ text: String) throws -> TargetURL {
        do {
            return try TargetURL(parsing: text)
        } catch {
            throw UsageError("url '\(CredentialText.hidden(url: text))': \(error.message)")
        }
    }
}
