/// What the processor needs to know of its deployment, from its environment.
public struct ProcessorSettings: Sendable {
    /// Name of the results table: `TABLE_NAME`.
    public let table: String
    /// How long records are kept: `RESULTS_RETENTION_DAYS`, default 90.
    public let retention: Retention

    /// Reads `environment`.
    /// - Throws: ``DeploymentError`` that names the variable.
    public init(environment: [String: String]) throws(DeploymentError) {
        let variables = Variables(environment)
        table = try variables.required("TABLE_NAME", "the results table")
        retention = try variables.retention()
    }
}
