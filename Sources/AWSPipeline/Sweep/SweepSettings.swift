/// What a sweep needs to know of its deployment, from its environment.
public struct SweepSettings: Hashable, Sendable {
    /// Name of the results table: `TABLE_NAME`.
    public let table: String
    /// Name or ARN of the cluster: `CLUSTER`.
    public let cluster: String
    /// Family of the worker's task definition: from `TASK_DEFINITION`, which may be a family, a family and revision, or an
    /// ARN.
    public let family: String
    /// Time past the end of a run, past its hard deadline, and past the start of a task whose run is unknown, after which
    /// its tasks are orphans: `SWEEP_GRACE_SECONDS`, 60…86400, default 300. A task gets up to 120 s to end by itself once
    /// it is told to.
    public let grace: Duration

    /// Reads `environment`.
    /// - Throws: ``DeploymentError`` that names the variable.
    public init(environment: [String: String]) throws(DeploymentError) {
        let variables = Variables(environment)
        table = try variables.required("TABLE_NAME", "the results table")
        cluster = try variables.required("CLUSTER", "the ECS cluster")
        let definition = try variables.required("TASK_DEFINITION", "the worker's task definition")
        guard let family = Self.family(of: definition) else {
            throw DeploymentError(
                .invalidVariable,
                "TASK_DEFINITION is '\(definition.prefix(80))': give a family, FAMILY:REVISION or an ARN"
            )
        }
        self.family = family
        grace = .seconds(try variables.count("SWEEP_GRACE_SECONDS", in: 60...86_400) ?? 300)
    }

    /// `worker` of `arn:aws:ecs:us-east-1:123456789012:task-definition/worker:3`, `worker:3` and `worker`.
    static func family(of definition: String) -> String? {
        let name = definition.split(separator: "/").last ?? ""
        let family = name.prefix { $0 != ":" }
        return family.isEmpty || definition.hasPrefix("arn:") && !definition.contains("/") ? nil : String(family)
    }
}
