import AWSClient
import AWSDeployment
import ArgumentParser
import ProcessControl

/// `loadtester destroy`: takes the stack away again.
struct DestroyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Delete the stack from AWS.",
        discussion: """
            What the stack's removal policy keeps stays, and is named. --everything deletes that too, and the bucket that code
            went through.
            """
    )

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Flag(help: "Delete what the stack keeps too, and the bucket of code.")
    var everything = false

    @OptionGroup(title: "Stack") var stack: StackNameArguments
    @OptionGroup(title: "AWS") var connection: ConnectionArguments

    mutating func run() throws {
        let name = try stack.name()
        let extent: Destroyer.Extent = everything ? .everything : .stack
        let destroyer = Destroyer(DeploymentServices(try connection.session()), onEvent: DeploymentProgress.write)
        let plan = try blocking { try await destroyer.plan(name, extent: extent) }
        if let plan {
            try confirm(plan, name)
            DeploymentProgress.leaveOnInterrupt("destroy")
            try blocking { try await destroyer.destroy(plan, extent: extent) }
            Terminal.error.write("The stack \(name) is deleted.\n")
            for resource in plan.kept {
                Terminal.error.write("Kept: \(resource.type) \(resource.physicalId ?? resource.logicalId)\n")
            }
        } else {
            Terminal.error.write("There is nothing to delete: no stack \(name).\n")
            guard everything else { return }
            guard yes || DeploymentProgress.agree("Delete the bucket of code?") else {
                throw UsageError("nothing was deleted: add --yes.")
            }
        }
        guard everything, let bucket = try blocking({ try await destroyer.deleteAssets() }) else { return }
        Terminal.error.write("The bucket \(bucket) is deleted.\n")
    }

    private func confirm(_ plan: Destroyer.Plan, _ name: String) throws {
        Terminal.error.write("The stack \(name) holds \(plan.deleted.count + plan.kept.count) resources.\n")
        for resource in plan.deleted {
            Terminal.error.write("  [-] \(resource.type) \(resource.physicalId ?? resource.logicalId)\n")
        }
        guard yes || DeploymentProgress.agree("Delete it?") else {
            throw UsageError("nothing was deleted: add --yes to delete without being asked.")
        }
    }
}
