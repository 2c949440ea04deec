import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct LaunchRateTests {
    @Test func `300 tasks are launched as fast as Fargate admits, and never faster`() throws {
        let bench = FleetBench()
        #expect(try bench.launch(300).taskNames.count == 300)
        #expect(bench.ecs.throttled == 0)
        let seconds = bench.simulation.clock.elapsed / .seconds(1)
        #expect(seconds >= 10)
        #expect(seconds < 12)
        #expect((2...32).contains(bench.ecs.mostAtOnce("RunTask")))
    }

    @Test func `F5: what others of the account use up is waited for`() throws {
        var model = FleetModel()
        model.bucket = 0
        let bench = FleetBench(model)
        let launch = try bench.launch(60, on: bench.fleet(deadlineIn: 60))
        #expect(launch.taskNames.count == 60)
        #expect(launch.failures.isEmpty)
        #expect(launch.pending == 0)
        #expect(bench.ecs.tasks.count == 60)
        #expect(bench.ecs.throttled > 0)
    }

    @Test(arguments: [
        AWSError(operation: "RunTask", code: "ThrottlingException", message: "Rate exceeded", status: 400),
        AWSError(operation: "RunTask", code: "TooManyRequestsException", message: "", status: 429),
        AWSError(operation: "RunTask", code: "Unheard", message: "", status: 429),
        AWSError(
            operation: "RunTask",
            code: "InvalidParameterException",
            message: "Error retrieving subnet information for [subnet-1]: Rate exceeded (ErrorCode: Throttling)",
            status: 400
        ),
        AWSError(operation: "RunTask", code: "ServerException", message: "", status: 500),
        AWSError(operation: "RunTask", code: "ServiceUnavailable", message: "", status: 503),
        AWSError(operation: "RunTask", code: "transport", message: "connection refused"),
    ])
    func `F5: throttling and trouble on the way are waited out`(error: AWSError) throws {
        let bench = FleetBench()
        bench.ecs.change { $0.outages["RunTask"] = (.seconds(15), error) }
        let launch = try bench.launch(40, on: bench.fleet(deadlineIn: 120))
        #expect(launch.taskNames.count == 40)
        #expect(launch.failures.isEmpty)
        #expect(bench.ecs.tasks.count == 40)
        #expect(bench.ecs.calls("RunTask").count < 40 + 32 * 10)
    }

    @Test func `F5: where throttling outlasts the deadline, the tasks are pending and the next launch goes on`() throws
    {
        let bench = FleetBench()
        let error = AWSError(operation: "RunTask", code: "ThrottlingException", message: "Rate exceeded", status: 400)
        bench.ecs.change { $0.outages["RunTask"] = (.seconds(100), error) }
        let launch = try bench.launch(40, on: bench.fleet(deadlineIn: 45))
        #expect(launch == FleetLaunch(taskNames: [], pending: 40))
        // No call begins after the deadline; one that began before it takes 200 ms.
        #expect(bench.simulation.clock.elapsed < .milliseconds(45_200))
        let second = try bench.launch(40, on: bench.fleet(deadlineIn: 300))
        #expect(second.taskNames.count == 40)
        #expect(second.pending == 0)
        #expect(bench.ecs.tasks.count == 40)
    }

    @Test func `a fleet too large for its deadline is launched in turns, n in the end`() throws {
        let bench = FleetBench()
        let first = try bench.launch(1000, on: bench.fleet(deadlineIn: 20))
        #expect(bench.simulation.clock.elapsed < .seconds(21))
        #expect(first.failures.isEmpty)
        #expect(first.taskNames.count + first.pending == 1000)
        #expect((400...500).contains(first.taskNames.count))
        let second = try bench.launch(1000, on: bench.fleet(deadlineIn: 60))
        #expect(second.taskNames.count == 1000)
        #expect(bench.ecs.running == Array(0..<1000))
        #expect(bench.ecs.tasks.count == 1000)
    }

    @Test(arguments: ["ListTasks", "DescribeTasks"])
    func `F5: a throttled look at what there is does not end a launch`(operation: String) throws {
        let bench = FleetBench()
        try bench.launch(5)
        let error = AWSError(operation: operation, code: "ThrottlingException", message: "Rate exceeded", status: 400)
        let until = bench.simulation.clock.elapsed + .seconds(10)
        bench.ecs.change { $0.outages[operation] = (until, error) }
        #expect(try bench.launch(7).taskNames.count == 7)
        #expect(bench.ecs.tasks.count == 7)
    }

    @Test func `without knowing which tasks there are nothing is started`() throws {
        let bench = FleetBench()
        bench.ecs.plan(
            "ListTasks",
            1,
            .error(AWSError(operation: "ListTasks", code: "AccessDeniedException", message: "no"))
        )
        let error = #expect(throws: AWSError.self) { try bench.launch(5) }
        #expect(error?.code == "AccessDeniedException")
        #expect(bench.ecs.calls("RunTask").isEmpty)
    }
}
