/// What the processor needs to know of its deployment, from its environment.
public struct ProcessorSettings: Sendable {
    /// Name of the results table: `TABLE_NAME`.
    public let table: String

    /// Reads `environment`.
    /// - Throws: ``DeploymentError`` that names the variable.
    public init(environment: [String: String]) throws(DeploymentError) {
        table = try Variables(environment).required("TABLE_NAME", "the results table")
    }
}
