import AWSPipeline
import Testing

@Suite struct SweepSettingsTests {
    private static let environment = ["TABLE_NAME": "results", "CLUSTER": "cluster", "TASK_DEFINITION": "worker"]

    private func settings(_ changes: [String: String]) throws(DeploymentError) -> SweepSettings {
        try SweepSettings(environment: Self.environment.merging(changes) { $1 })
    }

    @Test(arguments: ["worker", "worker:3", "arn:aws:ecs:us-east-1:123456789012:task-definition/worker:3"])
    func `a task definition names its family`(definition: String) throws {
        #expect(try settings(["TASK_DEFINITION": definition]).family == "worker")
    }

    @Test(arguments: [
        ("TABLE_NAME", ""), ("CLUSTER", ""), ("TASK_DEFINITION", ""), ("TASK_DEFINITION", ":3"),
        ("TASK_DEFINITION", "arn:aws:ecs:us-east-1:123456789012:cluster"), ("SWEEP_GRACE_SECONDS", "59"),
        ("SWEEP_GRACE_SECONDS", "soon"),
    ])
    func `a variable that is missing or wrong is named`(name: String, value: String) {
        let error = #expect(throws: DeploymentError.self) { try settings([name: value]) }
        #expect(error?.message.hasPrefix(name) == true)
    }

    @Test func `the grace is five minutes unless it is set`() throws {
        #expect(try settings([:]).grace == .seconds(300))
        #expect(try settings(["SWEEP_GRACE_SECONDS": "60"]).grace == .seconds(60))
    }
}
