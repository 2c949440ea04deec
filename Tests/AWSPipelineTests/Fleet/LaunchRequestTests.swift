import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct LaunchRequestTests {
    private let bench = FleetBench()

    private func requests() -> [WireValue] { bench.ecs.calls("RunTask") }

    @Test func `a task is asked for on Fargate with three variables, its network and a token`() throws {
        try bench.launch(1)
        let wanted = """
            {"clientToken":"b359aa8d94931b62ad221b5018364dd91f6a2a00d7d3c91fb1b427290cb7db74","cluster":"LoadTest","count":1,"launchType":"FARGATE",
            "networkConfiguration":{"awsvpcConfiguration":{"assignPublicIp":"DISABLED","securityGroups":["sg-1"],
            "subnets":["subnet-1","subnet-2"]}},"overrides":{"containerOverrides":[{"environment":[
            {"name":"TEST_ID","value":"run"},{"name":"TASK_INDEX","value":"0"},{"name":"TASK_COUNT","value":"1"}],
            "name":"load-test-worker"}]},"startedBy":"run","taskDefinition":"worker"}
            """
        #expect(requests() == [try WireValue(Array(wanted.utf8))])
    }

    @Test func `Spot takes the place of the launch type, public address and tags are passed on`() throws {
        var settings = FleetBench.settings
        settings.spot = true
        settings.assignPublicIp = true
        settings.securityGroups = []
        settings.tags = ["team": "load", "cost": "42"]
        try bench.launch(1, on: bench.fleet(settings))
        let request = try #require(requests().first)
        #expect(request["launchType"] == nil)
        #expect(
            request["capacityProviderStrategy"]
                == .list([.object(["capacityProvider": .text("FARGATE_SPOT"), "weight": .number(1)])])
        )
        let vpc = request["networkConfiguration"]?["awsvpcConfiguration"]
        #expect(vpc?["assignPublicIp"] == .text("ENABLED"))
        #expect(vpc?["securityGroups"] == nil)
        let tags = try request.list("tags").map { "\(try $0.text("key"))=\(try $0.text("value"))" }
        #expect(tags == ["cost=42", "team=load"])
    }

    @Test func `without subnets no network is asked for, which ECS refuses where the tasks need one`() throws {
        var settings = FleetBench.settings
        settings.subnets = []
        let launch = try bench.launch(3, on: bench.fleet(settings))
        #expect(requests().allSatisfy { $0["networkConfiguration"] == nil })
        #expect(launch.failures.map(\.reason) == ["INVALID", "INVALID", "INVALID"])
    }

    @Test func `the longest run stays far below the limit of overrides`() throws {
        let testId = String(repeating: "x", count: TestID.maxLength)
        let launch = try bench.launch(1000, testId: testId)
        #expect(launch.taskNames.count == 1000)
        let sizes = try requests().map { try #require($0["overrides"]).response().body.count }
        #expect(try #require(sizes.max()) < 400)
    }

    @Test func `a task is told of its run, then of the deployment, the same at every attempt`() throws {
        var settings = FleetBench.settings
        settings.workerEnvironment = [
            "TABLE_NAME": "results", "QUEUE_URL": "https://sqs/1/q", "AWS_ENDPOINT_URL": "http://a",
        ]
        bench.ecs.plan(
            "RunTask",
            1,
            .error(AWSError(operation: "RunTask", code: "ServerException", message: "", status: 500))
        )
        try bench.launch(1, on: bench.fleet(settings))
        let told = try requests().map { request in
            let containers = try #require(request["overrides"]).list("containerOverrides")
            return try containers.flatMap { try $0.list("environment") }.map {
                "\(try $0.text("name"))=\(try $0.text("value"))"
            }
        }
        let expected = [
            "TEST_ID=run", "TASK_INDEX=0", "TASK_COUNT=1", "AWS_ENDPOINT_URL=http://a", "QUEUE_URL=https://sqs/1/q",
            "TABLE_NAME=results",
        ]
        #expect(told == [expected, expected])
    }

    /// What is passed on comes out of a function's environment, which holds 4 KB at most.
    ///
    /// Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    @Test func `the longest deployment stays below the 8192 characters of overrides`() throws {
        var settings = FleetBench.settings
        settings.containerName = String(repeating: "c", count: 255)
        let names = ["TABLE_NAME", "QUEUE_URL", "AWS_ENDPOINT_URL"]
        for name in names { settings.workerEnvironment[name] = String(repeating: "x", count: 4096 / names.count) }
        settings.workerEnvironment["ALLOW_PRIVATE_TARGETS"] = "false"
        try bench.launch(1000, testId: String(repeating: "x", count: TestID.maxLength), on: bench.fleet(settings))
        let sizes = try requests().map { try #require($0["overrides"]).response().body.count }
        #expect(sizes.count == 1000)
        #expect(try #require(sizes.max()) < 8192)
    }

    @Test func `a run whose name has dots is listed under a name that ECS admits`() throws {
        #expect(try bench.launch(2, testId: "api.v2_x-1").taskNames.count == 2)
        #expect(Set(requests().map { $0["startedBy"] }) == [.text("api/v2_x-1")])
        #expect(try bench.launch(2, testId: "api.v2_x-1").taskNames.count == 2)
        #expect(bench.ecs.tasks.count == 2)
    }

    @Test(arguments: ["", "a/b", "é", String(repeating: "x", count: 65)])
    func `a name that is none starts nothing`(testId: String) throws {
        let error = #expect(throws: RunError.self) { try bench.launch(1, testId: testId) }
        #expect(error?.code == .invalidTestId)
        #expect(requests().isEmpty)
    }
}
