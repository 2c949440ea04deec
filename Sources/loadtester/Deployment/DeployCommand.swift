import AWSDeployment
import ArgumentParser
import FoundationEssentials
import ProcessControl

/// `loadtester deploy`: the stack, its code and its image, to AWS.
struct DeployCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Bring the load tester to AWS, or up to date there.",
        discussion: """
            Uploads the functions to a bucket of the account, makes or changes the stack by a change set, and pushes the worker's
            image. What is there already is not sent again. A change that fails is rolled back. Needs no Docker, Node or AWS CLI.
            """
    )

    @Flag(name: .shortAndLong, help: "Do not ask before resources are deleted or replaced.")
    var yes = false

    @Flag(help: "Print what came of it as JSON.")
    var json = false

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Tag of the stack and all that is in it; may be given again.", valueName: "key=value")
    )
    var tag: [String] = []

    @OptionGroup(title: "Stack") var stack: StackNameArguments
    @OptionGroup(title: "Stack") var context: ContextArguments
    @OptionGroup(title: "Stack") var package: PackageArguments
    @OptionGroup(title: "AWS") var connection: ConnectionArguments

    mutating func run() throws {
        let name = try stack.name()
        var blueprint = try Blueprint(package.built(), context: try context.properties(), name: name)
        for text in tag {
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
                throw UsageError("--tag '\(text)' is not accepted: give key=value.")
            }
            blueprint.tags[String(text[..<sign])] = String(text[text.index(after: sign)...])
        }
        let deployer = Deployer(DeploymentServices(try connection.session()), onEvent: DeploymentProgress.write)
        DeploymentProgress.leaveOnInterrupt("deploy")
        let yes = yes
        let report = try blocking { [blueprint] in
            try await deployer.deploy(blueprint, as: name) { changes in
                yes || DeploymentProgress.agree("\(changes.count) resources are deleted or replaced. Go on?")
            }
        }
        try write(report)
    }

    private func write(_ report: DeployReport) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            Terminal.output.write(Array(try encoder.encode(report)) + [0x0A])
            return
        }
        switch report.change {
        case .created: Terminal.error.write("The stack \(report.stack) is there.\n")
        case .updated: Terminal.error.write("The stack \(report.stack) is up to date.\n")
        case .unchanged where report.pushedImage:
            Terminal.error.write("The stack needed no change; the image was missing.\n")
        case .unchanged: Terminal.error.write("There is nothing to do: \(report.stack) is up to date.\n")
        }
        if let image = report.image { Terminal.error.write("Image: \(image)\n") }
        for (key, value) in report.outputs.sorted(by: { $0.key < $1.key }) {
            Terminal.output.write("\(key) = \(value)\n")
        }
    }
}
