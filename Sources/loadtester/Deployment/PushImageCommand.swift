import AWSDeployment
import ArgumentParser
import ContainerImage
import ProcessControl

/// `loadtester push-image`: the worker's image alone.
struct PushImageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push-image",
        abstract: "Push the worker's image into the stack's repository.",
        discussion: "'deploy' does this too. After 'cdk deploy' it brings the image where no Docker is."
    )

    @Option(help: ArgumentHelp("Repository. Default: that of the stack.", valueName: "name"))
    var repository: String?

    @OptionGroup(title: "Stack") var stack: StackNameArguments
    @OptionGroup(title: "Stack") var package: PackageArguments
    @OptionGroup(title: "AWS") var connection: ConnectionArguments

    mutating func run() throws {
        let worker = try package.built().worker()
        let services = DeploymentServices(try connection.session())
        let (name, repository) = (try stack.name(), repository)
        let pushed = try blocking {
            let found = try await DeployedNames.find(name, by: services.cloudFormation)?.repository
            guard let repository = repository ?? found else {
                throw DeployError(
                    .noStack,
                    "there is no stack \(name) with a repository: deploy it, or give --repository"
                )
            }
            return try await ImagePush(services, onEvent: DeploymentProgress.write).push(worker, to: repository)
        }
        if pushed.wasThere { Terminal.error.write("There is nothing to do: the repository has the image.\n") }
        Terminal.output.write("\(pushed.reference)\n")
    }
}
