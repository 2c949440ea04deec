import FoundationEssentials
import Glibc

let arguments = CommandLine.arguments.dropFirst()
exit(
    arguments.isEmpty
        ? CDKApplication.run(environment: ProcessInfo.processInfo.environment)
        : Packing.run(Array(arguments))
)
