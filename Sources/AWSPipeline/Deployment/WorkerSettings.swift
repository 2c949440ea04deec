public import ResultPipeline

/// What a task needs to know, from its environment: the deployment and its part in the run, both by its launcher.
public struct WorkerSettings: Sendable {
    /// Name of the results table: `TABLE_NAME`.
    public let table: String
    /// The queue of results: `QUEUE_URL`.
    public let queueUrl: String
    /// The run: `TEST_ID`.
    public let testId: String
    /// The task's index in the run: `TASK_INDEX`.
    public let taskIndex: Int
    /// Private addresses may be put under load: `ALLOW_PRIVATE_TARGETS`.
    public let allowsPrivateTargets: Bool
    /// The task's metadata endpoint, version 4: `ECS_CONTAINER_METADATA_URI_V4`, which ECS sets.
    public let metadataURI: String?

    /// Reads `environment`.
    /// - Throws: ``DeploymentError`` that names the variable.
    public init(environment: [String: String]) throws(DeploymentError) {
        let variables = Variables(environment)
        table = try variables.required("TABLE_NAME", "the results table")
        queueUrl = try variables.required("QUEUE_URL", "the queue of results")
        testId = try variables.required("TEST_ID", "the run")
        guard TestID.isValid(testId) else {
            throw DeploymentError(.invalidVariable, "TEST_ID is no name of a run: give 1–64 of A-Za-z0-9._-")
        }
        guard let index = try variables.count("TASK_INDEX", in: 0...999) else {
            throw DeploymentError(.missingVariable, "TASK_INDEX is not set: it is the task's index in the run")
        }
        taskIndex = index
        allowsPrivateTargets = try variables.flag("ALLOW_PRIVATE_TARGETS")
        metadataURI = variables.text("ECS_CONTAINER_METADATA_URI_V4")
    }

    /// Times that fit into the 120 s that Fargate leaves a task after SIGTERM at most.
    public var options: WorkerOptions {
        var options = WorkerOptions.remote
        options.flushTimeout = .seconds(40)
        return options
    }
}
