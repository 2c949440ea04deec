import AWSPipeline
import Testing

@Suite struct LauncherSettingsTests {
    private static let environment = [
        "TABLE_NAME": "results", "QUEUE_URL": "https://sqs/1/queue", "CLUSTER": "cluster",
        "TASK_DEFINITION": "worker:3",
    ]

    private func settings(_ changes: [String: String] = [:]) throws(DeploymentError) -> LauncherSettings {
        try LauncherSettings(environment: Self.environment.merging(changes) { $1 })
    }

    @Test func `tasks are told where the deployment is, by the names that a worker reads`() throws {
        let told = try settings(["ALLOW_PRIVATE_TARGETS": "1"]).fleet.workerEnvironment
        #expect(
            told == ["TABLE_NAME": "results", "QUEUE_URL": "https://sqs/1/queue", "ALLOW_PRIVATE_TARGETS": "true"]
        )
        let worker = try WorkerSettings(environment: told.merging(["TEST_ID": "run", "TASK_INDEX": "0"]) { $1 })
        #expect(worker.table == "results" && worker.queueUrl == "https://sqs/1/queue" && worker.allowsPrivateTargets)
        #expect(try settings().fleet.workerEnvironment["ALLOW_PRIVATE_TARGETS"] == "false")
    }

    @Test func `an emulator's endpoint is passed on, the launcher's other variables are not`() throws {
        let told = try settings(["AWS_ENDPOINT_URL": "http://aws:1", "AWS_SECRET_ACCESS_KEY": "x", "OTHER": "y"])
        #expect(
            Set(told.fleet.workerEnvironment.keys)
                == ["TABLE_NAME", "QUEUE_URL", "ALLOW_PRIVATE_TARGETS", "AWS_ENDPOINT_URL"]
        )
        #expect(told.fleet.workerEnvironment["AWS_ENDPOINT_URL"] == "http://aws:1")
    }

    @Test func `a sweep looks where the launcher starts tasks`() throws {
        let settings = try settings(["SWEEP_GRACE_SECONDS": "90"])
        #expect(settings.sweep.cluster == settings.fleet.cluster && settings.sweep.table == settings.table)
        #expect(settings.sweep.family == "worker" && settings.sweep.grace == .seconds(90))
    }

    @Test(arguments: [
        ("TABLE_NAME", ""), ("QUEUE_URL", ""), ("CLUSTER", ""), ("TASK_DEFINITION", ""),
        ("ALLOW_PRIVATE_TARGETS", "maybe"), ("SWEEP_GRACE_SECONDS", "soon"),
    ])
    func `a variable that is missing or wrong is named`(name: String, value: String) {
        let error = #expect(throws: DeploymentError.self) { try settings([name: value]) }
        #expect(error?.message.hasPrefix(name) == true)
    }
}
