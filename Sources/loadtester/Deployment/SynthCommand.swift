import AWSDeployment
import ArgumentParser
import ContainerImage
import Glibc

/// `loadtester synth`: the template, without touching AWS.
struct SynthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Write the stack's CloudFormation template.",
        discussion: "Asks AWS for nothing. Functions and image are those of --package, where that is built."
    )

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write NAME.template.json into this folder. Default: standard output.", valueName: "folder")
    )
    var output: String?

    @OptionGroup(title: "Stack") var stack: StackNameArguments
    @OptionGroup(title: "Stack") var context: ContextArguments
    @OptionGroup(title: "Stack") var package: PackageArguments

    mutating func run() throws {
        let (name, properties) = (try stack.name(), try context.properties())
        let template: String
        do {
            template = try Blueprint(package.built(), context: properties, name: name).template
        } catch let error as ImageError where error.code == .missingFile && package.package == nil {
            Terminal.error.write("note: without functions and image, as \(error.message)\n")
            template = try Blueprint.template(context: properties, name: name)
        }
        let bytes = Array((try Blueprint.indented(template) + "\n").utf8)
        guard let output else {
            guard Terminal.output.write(bytes) else { throw OutputFault("standard output") }
            return
        }
        let path = "\(output)/\(name).template.json"
        guard mkdir(output, 0o755) == 0 || errno == EEXIST else { throw OutputFault(output) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0, Terminal(descriptor: descriptor).write(bytes), close(descriptor) == 0 else {
            throw OutputFault(path)
        }
        Terminal.error.write("\(path)\n")
    }
}

/// What a command made could not be written.
struct OutputFault: Error {
    let message: String

    init(_ place: String) {
        message = "\(place) could not be written: \(String(cString: strerror(errno)))"
    }
}
