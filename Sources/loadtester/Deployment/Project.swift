import AWSDeployment
import FoundationEssentials

/// The project whose folder the command runs in.
enum Project {
    /// What its `cdk.json` says of the stack; nothing where there is none.
    /// - Throws: `DeployError` where there is one that cannot be read.
    static func context() throws(DeployError) -> ProjectContext {
        let file = ProjectContext.file
        guard FileManager.default.fileExists(atPath: file) else { return ProjectContext() }
        guard let content = FileManager.default.contents(atPath: file) else {
            throw DeployError(.invalidProperties, "\(file) cannot be read: let it be read, or go to another folder")
        }
        return try ProjectContext(Array(content))
    }
}
