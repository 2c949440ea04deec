import AWSDeployment
import ArgumentParser
import ProcessControl
import ResultPipeline

/// `loadtester diff`: what a deployment would change.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what 'deploy' would change.",
        discussion: "Compares the template with the one that is deployed, property by property."
    )

    @Flag(help: "End with 99 where there are differences.")
    var exitCode = false

    @OptionGroup(title: "Stack") var stack: StackNameArguments
    @OptionGroup(title: "Stack") var context: ContextArguments
    @OptionGroup(title: "Stack") var package: PackageArguments
    @OptionGroup(title: "AWS") var connection: ConnectionArguments

    mutating func run() throws {
        let name = try stack.name()
        let blueprint = try Blueprint(package.built(), context: try context.properties(), name: name)
        let services = DeploymentServices(try connection.session())
        let diff = try blocking {
            try await Differ(services.cloudFormation).diff(blueprint.template, with: name)
        }
        Terminal.output.write(diff.text)
        if exitCode, !diff.isEmpty { CommandExit.end(ExitStatus.thresholdFailed) }
    }
}
