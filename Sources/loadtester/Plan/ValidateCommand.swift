import ArgumentParser
import FoundationEssentials
import LoadPlan
import PlanFile
import ResultPipeline

/// `loadtester validate`: everything that is wrong with a plan file, without sending anything.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check a plan file.",
        discussion: "Exit status 0 where nothing is wrong, 64 with every error otherwise."
    )

    @Argument(help: ArgumentHelp("The plan file, YAML or JSON; - for standard input.", valueName: "plan"))
    var path: String

    @Flag(help: "The result as JSON, on standard output.")
    var json = false

    @OptionGroup var plan: PlanArguments

    mutating func run() throws {
        let loader = PlanLoader(arguments: plan)
        do {
            let plan = try loader.withThresholds(try loader.plan(at: path))
            if let problem = plan.certificateProblem { return try refuse(problem) }
            Terminal.output.write(json ? Self.json([]) : "\(path): a sound plan. \(Self.summary(plan))\n")
        } catch let error as PlanFileError where json {
            Terminal.output.write(Self.json(error.diagnostics.map(Result.Item.init)))
            CommandExit.end(.usage)
        }
    }

    /// What the plan's files hold, and the plan itself cannot be blamed for.
    private func refuse(_ problem: String) throws {
        guard json else { throw UsageError("\(path): client.certificate: \(problem)") }
        Terminal.output.write(Self.json([Result.Item(file: path, path: "client.certificate", message: problem)]))
        CommandExit.end(.usage)
    }

    private static func summary(_ plan: TestPlan) -> String {
        func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
        return [
            count(plan.scenarios.count, "scenario"), count(plan.dataSets.count, "data set"),
            count(plan.thresholds.count, "threshold"),
        ].joined(separator: ", ") + "; 'run --dry-run' shows what would be sent."
    }

    private struct Result: Encodable {
        struct Item: Encodable {
            let file: String
            let line: Int
            let column: Int
            let path: String
            let text: String
            let message: String

            init(_ diagnostic: PlanDiagnostic) {
                file = diagnostic.file
                line = diagnostic.line
                column = diagnostic.column
                path = diagnostic.path
                text = diagnostic.text
                message = diagnostic.message
            }

            /// About no place in the file.
            init(file: String, path: String, message: String) {
                (self.file, self.path, self.message) = (file, path, message)
                (line, column, text) = (0, 0, "")
            }
        }
        let valid: Bool
        let diagnostics: [Item]
    }

    private static func json(_ items: [Result.Item]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let data = (try? encoder.encode(Result(valid: items.isEmpty, diagnostics: items))) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
