import AWSClient
import AWSDeployment
import AWSPipeline
import ArgumentParser
import FoundationEssentials
import LoadPlan

/// `loadtester estimate`: what a run on AWS would cost.
struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimate the cost of a run on AWS, before it starts.",
        discussion: """
            Asks AWS for nothing: prices are those of a table in the program, with its date. --context names properties of the stack
            that matter, such as taskCpu, architecture and network.
            """
    )

    @Argument(help: ArgumentHelp("The URL under test; its length counts only.", valueName: "url"))
    var url: String?

    @Flag(help: "Tasks on Fargate Spot.")
    var spot = false

    @Flag(help: "Print the positions as JSON.")
    var json = false

    @OptionGroup(title: "Load") var load: LoadArguments
    @OptionGroup(title: "Request") var request: RequestArguments
    @OptionGroup(title: "Stack") var context: ContextArguments
    @OptionGroup(title: "AWS") var connection: ConnectionArguments

    mutating func run() throws {
        let builder = PlanBuilder(
            defaults: PlanBuilder.Defaults(),
            request: request,
            load: load,
            client: try ClientArguments.parse([])
        )
        let target: TargetURL
        do {
            target = try TargetURL(parsing: url ?? "http://target.example/")
        } catch {
            throw UsageError("url '\(CredentialText.hidden(url: url ?? ""))': \(error.message)")
        }
        let region = try RegionResolver(environment: connection.environment).region() ?? "us-east-1"
        let figures = try StackFigures(context: try context.properties())
        let plan = try builder.plan(url: target)
        let usage = Estimate.usage(plan, tasks: try builder.tasks(), spot: spot, figures: figures)
        let estimate = CostEstimate(usage, prices: PriceTable(region: region))
        guard json else {
            Terminal.output.write(Estimate.text(estimate))
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        Terminal.output.write(Array(try encoder.encode(EstimateDocument(estimate, region: region))) + [0x0A])
    }
}

/// An estimate as JSON.
private struct EstimateDocument: Encodable {
    struct Line: Encodable {
        let name: String
        let quantity: Double
        let unit: String
        let unitPriceUSD: Double
        let amountUSD: Double
    }

    let schemaVersion = 1
    let region: String
    let pricesOf = PriceTable.date
    let lines: [Line]
    let totalUSD: Double
    let notes: [String]

    init(_ estimate: CostEstimate, region: String) {
        self.region = region
        lines = estimate.lines.map {
            Line(
                name: $0.name,
                quantity: $0.quantity,
                unit: $0.unit,
                unitPriceUSD: $0.unitPrice,
                amountUSD: $0.amount
            )
        }
        totalUSD = estimate.totalUSD
        notes = estimate.notes
    }
}
