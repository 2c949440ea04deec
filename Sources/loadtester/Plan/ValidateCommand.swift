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
            Terminal.output.write(json ? Self.json([]) : "\(path): a sound plan. \(Self.summary(plan))\n")
        } catch let error as PlanFileError where json {
            Terminal.output.write(Self.json(error.diagnostics))
            CommandExit.end(.usage)
        }
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
        }
        let valid: Bool
        let diagnostics: [Item]
    }

    private static func json(_ diagnostics: [PlanDiagnostic]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let items = diagnostics.map {
            Result.Item(
                file: $0.file,
                line: $0.line,
                column: $0.column,
                path: $0.path,
                text: $0.text,
                message: $0.message
            )
        }
        let data = (try? encoder.encode(Result(valid: items.isEmpty, diagnostics: items))) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
