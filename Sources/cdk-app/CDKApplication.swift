import CloudAssembly
import Constructs
import ContainerImage
import FoundationEssentials

/// What the `cdk` command runs: writes the cloud assembly of the load tester's stack.
///
/// Whatever is wrong goes to standard error, all of it at once, and its code where the command looks for it. Nothing goes
/// to standard output.
enum CDKApplication {
    /// - Returns: The exit status.
    static func run(environment: [String: String]) -> Int32 {
        do {
            let cdk = try CDKEnvironment(environment) { Array(try Data(contentsOf: URL(filePath: $0))) }
            let stack = try StackSynthesis(cdk)
            let assembly = CloudAssembly(
                try stack.assemblyStack(),
                assets: stack.assets,
                destination: stack.destination,
                environment: cdk.environment
            )
            try assembly.write(to: cdk.outputFolder)
            return 0
        } catch let error as Diagnostics {
            return fail(error.label, error.items.map(\.description), environment)
        } catch let error as ImageError {
            return fail(error.label, [error.message], environment)
        } catch let error as AssemblyError {
            return fail(error.label, [error.message], environment)
        } catch {
            return fail("internal", ["\(error)"], environment)
        }
    }

    private static func fail(_ code: String, _ messages: [String], _ environment: [String: String]) -> Int32 {
        for message in messages { StandardError.write("error: \(message)\n") }
        CDKEnvironment.report(code, in: environment)
        return 1
    }
}
