internal import FoundationEssentials

/// What a project's `cdk.json` says of itself, to commands other than `cdk`.
public struct CDKProject: Hashable, Sendable {
    /// The file's name, in the project's folder.
    public static let fileName = "cdk.json"

    /// What `cdk` runs; nil where the file does not say.
    public let app: String?
    /// What stands below `context`, as ``CDKEnvironment/context`` has it.
    public let context: [String: String]

    /// Reads the content of a `cdk.json`.
    /// - Throws: ``AssemblyError`` `invalidContext`.
    public init(_ content: [UInt8]) throws(AssemblyError) {
        struct File: Decodable {
            let app: String?
            let context: [String: ContextValue]?
        }
        do {
            let file = try JSONDecoder().decode(File.self, from: Data(content))
            (app, context) = (file.app, file.context?.compactMapValues(\.text) ?? [:])
        } catch {
            throw AssemblyError(
                .invalidContext,
                "\(Self.fileName) is no JSON object with 'app' as text and 'context' as an object: mend it, or go to another folder"
            )
        }
    }
}
