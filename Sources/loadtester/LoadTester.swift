import ArgumentParser
import LoadPlan

/// The command line.
struct LoadTester: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Product.name,
        abstract: "A distributed HTTP load tester whose numbers can be checked.",
        discussion: """
            Examples:
              loadtester run --demo
              loadtester run https://api.example.com --vus 100 --rate 200 -d 5m
              loadtester run plan.yaml --env staging --tasks 4
              loadtester validate plan.yaml
              loadtester results TEST_ID --format json
              loadtester report TEST_ID --out report.html
              loadtester compare baseline TEST_ID --fail-if "p(99) worse than 10%"
              loadtester runs
              loadtester run https://api.example.com --on aws --rate 5k --tasks 20

            Exit status: 0 passed, 64 bad flags or plan, 70 internal error, 99 failed, 105 interrupted, 106 invalid \
            (the generator was the bottleneck, or results are incomplete).
            """,
        version: Product.version,
        subcommands: [
            RunCommand.self, ValidateCommand.self, WatchCommand.self, StopCommand.self, ResultsCommand.self,
            RunsCommand.self,
            ReportCommand.self, CompareCommand.self, BaselineCommand.self, ServeCommand.self,
            ProcessCommand.self, WorkerCommand.self,
            SynthCommand.self, DiffCommand.self, DeployCommand.self, DestroyCommand.self, PushImageCommand.self,
            DoctorCommand.self, EstimateCommand.self,
        ]
    )
}
