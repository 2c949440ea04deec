internal import CloudAssembly

/// What the `cdk.json` of the folder a command runs in says of the stack, so that `cdk` and this command mean the same one.
public struct ProjectContext: Hashable, Sendable {
    /// Name of the file.
    public static let file = CDKProject.fileName

    /// The stack's name: `stackName`.
    public private(set) var stackName: String?
    /// Folder of the package: `package`.
    public private(set) var package: String?
    /// Properties of the stack, by name.
    public private(set) var properties: [String: String] = [:]
    /// The file is that of another application, and says nothing of this stack.
    public private(set) var isForeign = false

    /// Last part of the path of the application that writes this stack's template for `cdk`.
    private static let application = "cdk-app"

    /// What a folder without the file says: nothing.
    public init() {}

    /// Reads a `cdk.json`. Keys with a colon or a slash are the CDK's own, and `assetBucket` is of assets that `cdk` puts
    /// somewhere: neither is a property.
    /// - Throws: ``DeployError`` `invalidProperties`.
    public init(_ content: [UInt8]) throws(DeployError) {
        let project: CDKProject
        do throws(AssemblyError) {
            project = try CDKProject(content)
        } catch {
            throw DeployError(.invalidProperties, error.message)
        }
        if let app = project.app, !Self.isOurs(app) {
            isForeign = true
            return
        }
        properties = project.context.filter { !$0.key.contains { ":/@".contains($0) } }
        stackName = properties.removeValue(forKey: "stackName")
        package = properties.removeValue(forKey: "package")
        properties["assetBucket"] = nil
    }

    private static func isOurs(_ app: String) -> Bool {
        app.split(separator: " ").contains { $0.split(separator: "/").last.map(String.init) == application }
    }
}
