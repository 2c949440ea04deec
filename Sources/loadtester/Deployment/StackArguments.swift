import AWSDeployment
import ArgumentParser
import ContainerImage
import FoundationEssentials

/// The stack's name.
struct StackNameArguments: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "Stack. Default: $LOADTESTER_STACK, else stackName of cdk.json, else \(Blueprint.usualStack).",
            valueName: "name"
        )
    )
    var stackName: String?

    /// - Throws: `UsageError` for what cannot be a stack's name; `DeployError` where the folder's `cdk.json` is none.
    func name() throws -> String {
        let variable = ProcessInfo.processInfo.environment["LOADTESTER_STACK"].flatMap { $0.isEmpty ? nil : $0 }
        let name = try stackName ?? variable ?? Project.context().stackName ?? Blueprint.usualStack
        let isName =
            name.utf8.count <= 128 && name.first.map { $0.isASCII && $0.isLetter } ?? false
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isName else {
            throw UsageError("--stack-name '\(name)' is not accepted: give a letter, then letters, digits and hyphens.")
        }
        return name
    }
}

/// Properties of the stack.
struct ContextArguments: ParsableArguments, Sendable {
    @Option(
        name: [.customShort("c"), .long],
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A property of the stack; may be given again. Goes before the context of cdk.json. See docs/aws.md.",
            valueName: "name=value"
        )
    )
    var context: [String] = []

    /// What the flags say, and for what they do not say the `cdk.json` of the folder, which is then told of.
    /// - Throws: `UsageError` for what is no `name=value`; `DeployError` where the folder's `cdk.json` is none.
    func properties() throws -> [String: String] {
        let (given, project) = (try flags(), try Project.context())
        let added = project.properties.keys.filter { given[$0] == nil }.sorted()
        if project.isForeign {
            Terminal.error.write("note: \(ProjectContext.file) is of another application: its context is passed over\n")
        } else if !added.isEmpty {
            Terminal.error.write("note: \(ProjectContext.file) gives \(added.joined(separator: ", "))\n")
        }
        return project.properties.merging(given) { $1 }
    }

    private func flags() throws -> [String: String] {
        var properties: [String: String] = [:]
        for text in context {
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
                throw UsageError("--context '\(text)' is not accepted: give name=value.")
            }
            let name = String(text[..<sign])
            guard properties.updateValue(String(text[text.index(after: sign)...]), forKey: name) == nil else {
                throw UsageError("--context '\(name)' is given twice: give it once.")
            }
        }
        return properties
    }
}

/// What was built to run on AWS.
struct PackageArguments: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "Folder of scripts/build-aws with functions and worker. Default: package of cdk.json, else "
                + "\(BuiltPackage.usualFolder) of the checkout.",
            valueName: "folder"
        )
    )
    var package: String?

    /// The package that the flag names, or the folder's `cdk.json`, or that of the working directory's checkout, or of the one
    /// that holds this program.
    /// - Throws: `DeployError` where the folder's `cdk.json` is none.
    func built() throws -> BuiltPackage {
        if let package = try package ?? Project.context().package { return BuiltPackage(folder: package) }
        let manager = FileManager.default
        var places = [manager.currentDirectoryPath]
        if let program = try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe") { places.append(program) }
        for place in places {
            var folder = URL(filePath: place)
            while folder.path != "/" {
                let package = folder.appending(path: BuiltPackage.usualFolder).path
                if manager.fileExists(atPath: package) { return BuiltPackage(folder: package) }
                folder = folder.deletingLastPathComponent()
            }
        }
        return BuiltPackage()
    }
}
