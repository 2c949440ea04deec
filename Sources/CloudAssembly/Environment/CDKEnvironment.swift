internal import FoundationEssentials

/// What the `cdk` command tells an application by its environment.
public struct CDKEnvironment: Sendable {
    /// Where the assembly goes: `CDK_OUTDIR`, or `cdk.out`.
    public let outputFolder: String
    /// Where the stack goes as far as the command's credentials tell: `CDK_DEFAULT_ACCOUNT`, `CDK_DEFAULT_REGION`.
    public let environment: AssemblyEnvironment
    /// `CDK_CONTEXT_JSON` and the file that `CONTEXT_OVERFLOW_LOCATION_ENV` names where the context is long, merged: what
    /// stands in `cdk.json` below `context`, and `--context NAME=VALUE`. Texts as they are, numbers and flags as JSON
    /// writes them, lists of those with commas between; objects and null are left out.
    public let context: [String: String]

    /// Reads `environment`.
    /// - Parameter read: The content of a file.
    /// - Throws: ``AssemblyError`` `invalidContext`.
    public init(
        _ environment: [String: String],
        read: (_ path: String) throws -> [UInt8]
    ) throws(AssemblyError) {
        let variables = environment.filter { !$0.value.isEmpty }
        outputFolder = variables["CDK_OUTDIR"] ?? "cdk.out"
        self.environment = AssemblyEnvironment(
            account: variables["CDK_DEFAULT_ACCOUNT"],
            region: variables["CDK_DEFAULT_REGION"]
        )
        var context: [String: String] = [:]
        if let text = variables["CDK_CONTEXT_JSON"] {
            context = try Self.context(Array(text.utf8), from: "CDK_CONTEXT_JSON")
        }
        // The variable is called so: the name of a constant got into the command's protocol.
        if let path = variables["CONTEXT_OVERFLOW_LOCATION_ENV"] {
            let content: [UInt8]
            do {
                content = try read(path)
            } catch {
                throw AssemblyError(.invalidContext, "the context in \(path) cannot be read; run cdk again")
            }
            context.merge(try Self.context(content, from: path)) { $1 }
        }
        self.context = context
    }

    /// Leaves the code of an error where the command looks for it: in the file that `CDK_ERROR_FILE` names, if any.
    public static func report(_ code: String, in environment: [String: String]) {
        guard let path = environment["CDK_ERROR_FILE"], !path.isEmpty else { return }
        try? Data("\(code)\n".utf8).write(to: URL(filePath: path))
    }

    private static func context(_ content: [UInt8], from source: String) throws(AssemblyError) -> [String: String] {
        do {
            return try JSONDecoder().decode([String: ContextValue].self, from: Data(content)).compactMapValues(\.text)
        } catch {
            throw AssemblyError(.invalidContext, "\(source) holds no JSON object; run this by the cdk command")
        }
    }
}
