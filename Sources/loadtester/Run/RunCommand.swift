import AWSPipeline
import ArgumentParser
import DemoTarget
import LoadEngine
import LoadPlan
import Measurement
import ProcessControl
import ResultPipeline

/// `loadtester run`: one load test, on this machine or on AWS.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a load test and print its report.",
        discussion: """
            Without flags: 10 virtual users for 10 s in one task, each sending as soon as its last response is in. \
            --rate sets requests per second for the whole test, however many tasks there are.

            What contains :// is a URL; everything else is a plan file, which flags of the command line outrank. \
            --demo tests a target of its own: 2 tasks, 100 virtual users, 200 requests/s, 10 s.

            The first Ctrl-C stops arrivals, awaits what is in flight and prints the report; the second ends at once.

            Exit status: 0 passed, 64 bad flags or plan, 70 internal error, 99 failed, 105 interrupted, 106 invalid.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The URL under test, http or https; or a plan file, YAML or JSON, - for standard input.",
            valueName: "url|plan"
        )
    )
    var subject: String?

    @Flag(help: "Test an embedded target whose latencies are known.")
    var demo = false

    @Flag(help: "Print what would be sent and when; send nothing.")
    var dryRun = false

    @Flag(help: "Send one iteration of every scenario; print each request and response.")
    var debug = false

    @OptionGroup(title: "Plan") var planning: PlanArguments
    @OptionGroup(title: "Load") var load: LoadArguments
    @OptionGroup(title: "Request") var request: RequestArguments
    @OptionGroup(title: "Client") var client: ClientArguments

    @Option(
        help: ArgumentHelp("Name of the run: 1–64 of A-Z a-z 0-9 . _ -. Default: made from the time.", valueName: "id")
    )
    var testId: String?

    @Flag(help: "Missing results do not make the run invalid.")
    var allowPartial = false

    @Flag(name: .shortAndLong, help: "No progress on standard error.")
    var quiet = false

    @Option(help: ArgumentHelp("Where: worker processes of this machine, or Fargate tasks.", valueName: "local|aws"))
    var on = RunPlace.local

    @Flag(help: "With --on aws: tasks on Fargate Spot, which AWS may take back.")
    var spot = false

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Output") var reports: ReportOptions
    @OptionGroup(title: "Output") var records: RecordOptions
    @OptionGroup(title: "Metrics") var metrics: MetricsArguments
    @OptionGroup var data: DataOptions
    @OptionGroup(title: "AWS") var aws: AWSArguments

    mutating func run() throws {
        guard !demo || on == .local else {
            throw UsageError("--demo is a target on this machine: leave out --on aws.")
        }
        guard demo != (subject != nil) else {
            throw UsageError(
                demo
                    ? "--demo brings its own target: leave the URL or plan out."
                    : "the URL under test is missing: give one, a plan file, or --demo."
            )
        }
        let builder = PlanBuilder(
            defaults: demo ? .demo : PlanBuilder.Defaults(),
            request: request,
            load: load,
            client: client
        )
        let tasks = try builder.tasks()
        let minTasks = try builder.minTasks(of: tasks)
        let target = try demo ? blocking { try await DemoTarget.start() } : nil
        let plan = try plan(builder, demo: target?.url)
        if let problem = plan.certificateProblem { throw UsageError(problem) }
        if try previews(plan, tasks: tasks) { return }
        if on == .aws { return try runOnAWS(plan, tasks: tasks, minTasks: minTasks) }
        guard !spot else { throw UsageError("--spot is for --on aws: leave it out, or add --on aws.") }
        try refuse(plan.request.url)
        let testId = try name()
        try results.check()
        let recorded = try records.file(.local, testId: testId)
        let local = LocalRun(
            plan: plan.seeded(by: testId),
            tasks: tasks,
            minTasks: minTasks,
            testId: testId,
            allowPartial: allowPartial,
            directory: try data.directory(),
            records: recorded,
            progress: try progress(plan, testId)
        )
        let signer = try blocking { try await LocalSigning.signer(for: plan) }
        do {
            _ = try LoadEngine(plan: plan, signRequest: signer)
        } catch let error as EngineError {
            throw UsageError(error.message)
        }
        let summary = try recorded.map { try $0.recording(tasks: tasks, local.run) } ?? local.run()
        try results.write(summary, from: .local(data))
        if let target {
            local.progress.say(Self.truth(of: target))
            try blocking { await target.stop() }
        }
        CommandExit.end(ExitStatus(summary.verdict))
    }

    private var results: ResultFiles { ResultFiles(output: output, reports: reports) }

    private func runOnAWS(_ plan: TestPlan, tasks: Int, minTasks: Int) throws {
        if let objection = StoredPlanRules.objection(to: plan) { throw UsageError(objection.message) }
        let testId = try name()
        _ = try records.file(.aws, testId: testId)
        let run = AWSRun(
            payload: try payload(plan, tasks: tasks, minTasks: minTasks, testId: testId),
            usesSpot: spot,
            plan: plan,
            testId: testId,
            allowPartial: allowPartial,
            deployment: try blocking { [aws] in try await aws.deployment() },
            progress: try progress(plan, testId)
        )
        try results.check()
        let summary = try run.run()
        try results.write(summary, from: .aws(run.deployment))
        CommandExit.end(ExitStatus(summary.verdict))
    }

    private func progress(_ plan: TestPlan, _ testId: String) throws -> ProgressWriter {
        ProgressWriter(
            plan,
            testId: testId,
            isQuiet: quiet,
            isColoured: output.isColoured,
            outlet: try metrics.outlet()
        )
    }

    private func name() throws -> String {
        guard let testId else {
            var random = SystemRandomNumberGenerator()
            return TestID.generate(at: LocalResults.now(), using: &random)
        }
        guard TestID.isValid(testId) else {
            throw UsageError("--test-id '\(testId)' is not accepted: give 1–\(TestID.maxLength) of A-Z a-z 0-9 . _ -.")
        }
        return testId
    }

    /// What the demo target is known to do, to hold the report against.
    private static func truth(of target: DemoTarget) -> String {
        let percentiles = [50.0, 90, 99].map { percent in
            "p\(Int(percent)) \(Double((target.holds.percentile(percent) * 10_000).rounded()) / 10) ms"
        }
        return
            "The demo target held its responses for \(percentiles.joined(separator: ", ")): compare with the service time."
    }
}
