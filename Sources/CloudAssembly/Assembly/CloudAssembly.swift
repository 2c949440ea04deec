internal import FoundationEssentials

/// A cloud assembly: the files that the `cdk` command deploys a stack from. The same stack, assets and destination give
/// the same bytes.
///
/// Source: the JSON schemas of `aws-cdk-cloud-assembly-schema`.
public struct CloudAssembly: Sendable {
    /// The version of the schema. The `cdk` command takes every version up to its own, so the lowest that has all that is
    /// used here is the one that every command takes.
    public static let version = "36.0.0"

    private let stack: AssemblyStack
    private let assets: [FileAsset]
    private let destination: AssetDestination
    private let environment: AssemblyEnvironment

    /// An assembly of one stack.
    /// - Parameters:
    ///   - assets: Files that must be in the bucket before the stack is deployed.
    ///   - destination: Where the `cdk` command puts them.
    ///   - environment: Where the stack belongs; unknown for wherever the credentials lead.
    public init(
        _ stack: AssemblyStack,
        assets: [FileAsset],
        destination: AssetDestination = .bootstrap(),
        environment: AssemblyEnvironment = AssemblyEnvironment()
    ) {
        self.stack = stack
        self.assets = assets
        self.destination = destination
        self.environment = environment
    }

    /// The files, in the order of their paths.
    /// - Throws: ``AssemblyError`` `invalidName`.
    public func files() throws(AssemblyError) -> [AssemblyFile] {
        guard Self.isName(stack.name) else {
            throw AssemblyError(.invalidName, "'\(stack.name.prefix(140))' is no name of a stack: A-Z a-z 0-9 and -")
        }
        for asset in assets where !Self.isName(asset.fileExtension) {
            throw AssemblyError(.invalidName, "'\(asset.fileExtension.prefix(40))' is no extension of a file")
        }
        let template = FileAsset(
            name: "\(stack.name) template",
            content: stack.template,
            fileExtension: "json",
            file: "\(stack.name).template.json"
        )
        // The template goes through the bucket too: CloudFormation takes 51,200 bytes of one at once.
        let published = assets + [template]
        let manifest = ManifestDocument(stack, template, destination, environment)
        let files =
            [
                AssemblyFile("cdk.out", AssemblyJSON.encode(["version": Self.version])),
                AssemblyFile("manifest.json", AssemblyJSON.encode(manifest)),
                AssemblyFile("tree.json", AssemblyJSON.encode(TreeDocument(stack))),
                AssemblyFile(template.file, stack.template),
                AssemblyFile(
                    "\(stack.name).assets.json",
                    AssemblyJSON.encode(AssetsDocument(published, destination, environment))
                ),
            ] + assets.map { AssemblyFile($0.file, $0.content) }
        // The same file may be an asset twice.
        return Dictionary(files.map { ($0.path, $0) }) { first, _ in first }.values.sorted { $0.path < $1.path }
    }

    /// Writes the files into a folder, which is made where it is missing.
    /// - Throws: ``AssemblyError``.
    public func write(to folder: String) throws(AssemblyError) {
        let files = try files()
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for file in files { try Data(file.content).write(to: URL(filePath: "\(folder)/\(file.path)")) }
        } catch {
            throw AssemblyError(
                .cannotWrite,
                "the assembly could not be written to \(folder): is there space, and may you write there?"
            )
        }
    }

    private static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xdf)
            }
    }
}

/// A file of an assembly.
public struct AssemblyFile: Hashable, Sendable {
    /// Name in the assembly's folder.
    public let path: String
    /// Content.
    public let content: [UInt8]

    init(_ path: String, _ content: [UInt8]) {
        self.path = path
        self.content = content
    }
}
