import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct LaunchRefusalTests {
    @Test(
        arguments: [
            "RESOURCE:ENI", "RESOURCE:MEMORY", "AGENT", "Something new",
            "Capacity is unavailable at this time. Please try again later or in a different availability zone",
            "You’ve reached the limit on the number of vCPUs you can run concurrently",
        ],
        [true, false]
    )
    func `F4: a refusal that may pass is tried again, whether ECS remembers it or not`(
        reason: String,
        remembers: Bool
    ) throws {
        var model = FleetModel()
        model.refusals = Array(repeating: FleetModel.Refusal(reason: reason), count: 20)
        model.remembersRefusals = remembers
        let bench = FleetBench(model)
        let launch = try bench.launch(12)
        #expect(launch.taskNames.count == 12)
        #expect(launch.failures.isEmpty)
        #expect(bench.ecs.running == Array(0..<12))
        #expect(bench.ecs.tasks.count == 12)
        #expect(bench.simulation.clock.elapsed > .seconds(2))
    }

    @Test(arguments: [
        ("Capacity is unavailable at this time", "CAPACITY", "subnets in more zones"),
        ("You’ve reached the limit on the number of vCPUs you can run concurrently", "QUOTA", "L-3032A538"),
        ("RESOURCE:ENI", "RESOURCE", "free addresses"),
        ("AGENT", "AGENT", "try later"),
        ("Something new", "OTHER", "API failure reasons"),
    ])
    func `F4: a refusal that outlasts the deadline names its reason and what to do`(
        reason: String,
        label: String,
        advice: String
    ) throws {
        var model = FleetModel()
        model.refusals = Array(repeating: FleetModel.Refusal(reason: reason, detail: "more"), count: 100_000)
        let bench = FleetBench(model)
        let launch = try bench.launch(50, on: bench.fleet(deadlineIn: 45))
        #expect(launch.taskNames.isEmpty)
        #expect(Set(launch.failures.map(\.reason)) == [label])
        #expect(launch.failures.allSatisfy { $0.detail.hasPrefix("\(reason): more; ") && $0.detail.contains(advice) })
        #expect(launch.failures.count + launch.pending == 50)
        #expect(bench.simulation.clock.elapsed <= .seconds(46))
        #expect(bench.ecs.calls("RunTask").count < 400)
    }

    @Test func `F4: within a quota of 12 tasks 12 run, and the rest follows when the quota is raised`() throws {
        var model = FleetModel()
        model.quota = 12
        let bench = FleetBench(model)
        let first = try bench.launch(100, on: bench.fleet(deadlineIn: 45))
        #expect(first.taskNames.count == 12)
        #expect(first.failures.count + first.pending == 88)
        #expect(Set(first.failures.map(\.reason)) == ["QUOTA"])
        bench.ecs.change { $0.quota = 1000 }
        let second = try bench.launch(100, on: bench.fleet(deadlineIn: 60))
        #expect(second.taskNames.count == 100)
        #expect(bench.ecs.running == Array(0..<100))
    }

    @Test(arguments: [70, 200])
    func `F4: a shortage longer than a launcher's time is outlasted by those that take over`(seconds: Int) throws {
        var model = FleetModel()
        model.quota = 0
        model.listLag = 1000
        let bench = FleetBench(model)
        var launches = 0
        var launch = FleetLaunch(taskNames: [])
        repeat {
            let now = bench.simulation.clock.elapsed
            if now > .seconds(seconds) { bench.ecs.change { $0.quota = 1000 } }
            launch = try bench.launch(40, on: bench.fleet(deadlineIn: 45))
            launches += 1
        } while launch.taskNames.count < 40 && launches < 20
        #expect(bench.ecs.running == Array(0..<40))
        #expect(bench.ecs.tasks.count == 40)
        #expect(launch.failures.isEmpty)
    }

    /// Two launchers in one shortage, the second some seconds after the first.
    private func launchTwice(_ bench: FleetBench, seed: UInt64) throws -> [FleetLaunch] {
        let header = try bench.header(30)
        return try bench.simulation.run {
            bench.simulation.spawn {
                try? await bench.simulation.clock.sleep(for: .seconds(40))
                bench.ecs.change { $0.quota = 1000 }
            }
            return try await withThrowingTaskGroup(of: FleetLaunch.self) { group in
                for (start, seed) in [(0, seed), (7, seed + 1)] {
                    group.addTask {
                        try await bench.simulation.clock.sleep(for: .seconds(start))
                        return try await bench.fleet(seed: seed).launch(header)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
    }

    @Test(arguments: [(0, true), (1000, true), (0, false)], [3, 11, 29] as [UInt64])
    func `F4: two launchers in one shortage come to n, not to n and some`(
        ecs: (listLag: Int, remembersRefusals: Bool),
        seed: UInt64
    ) throws {
        var model = FleetModel()
        model.quota = 5
        model.listLag = ecs.listLag
        model.remembersRefusals = ecs.remembersRefusals
        let bench = FleetBench(model)
        let launches = try launchTwice(bench, seed: seed)
        #expect(bench.ecs.running == Array(0..<30))
        #expect(bench.ecs.tasks.count == 30)
        #expect(Set(launches.map(\.taskNames)).count == 1)
    }

    @Test(arguments: ["ATTRIBUTE", "LOCATION", "INACTIVE", "MISSING"])
    func `a refusal that will not pass is a failure at once`(reason: String) throws {
        var model = FleetModel()
        model.refusals = [FleetModel.Refusal(reason: reason)]
        let bench = FleetBench(model)
        let launch = try bench.launch(2)
        #expect(launch.taskNames.count == 1)
        #expect(launch.failures.map(\.reason) == ["INVALID"])
        #expect(bench.ecs.calls("RunTask").count == 2)
        #expect(bench.simulation.clock.elapsed < .seconds(2))
    }

    @Test(arguments: [
        ("AccessDeniedException", "ACCESS_DENIED", "iam:PassRole"),
        ("noCredentials", "ACCESS_DENIED", "ecs:RunTask"),
        ("InvalidParameterException", "INVALID", "subnets"),
        ("ClientException", "INVALID", "task definition"),
        ("ClusterNotFoundException", "CLUSTER", "region"),
    ])
    func `what no task can pass ends the launch for all, with what to do`(
        code: String,
        label: String,
        advice: String
    ) throws {
        let bench = FleetBench()
        let error = AWSError(operation: "RunTask", code: code, message: "because", status: 400)
        bench.ecs.change { $0.outages["RunTask"] = (.seconds(100_000), error) }
        let launch = try bench.launch(500)
        #expect(launch.failures.count == 500)
        #expect(Set(launch.failures).count == 1)
        #expect(launch.failures.first?.reason == label)
        #expect(launch.failures.first?.detail.contains("because") == true)
        #expect(launch.failures.first?.detail.contains(advice) == true)
        #expect(launch.pending == 0)
        #expect(bench.ecs.calls("RunTask").count <= 64)
        #expect(bench.simulation.clock.elapsed < .seconds(5))
    }

    @Test func `a task asked for before with other settings is a conflict by name, and stays as it is`() throws {
        var model = FleetModel()
        model.listLag = 1000
        let bench = FleetBench(model)
        try bench.launch(1)
        var settings = FleetBench.settings
        settings.spot = true
        let launch = try bench.launch(3, on: bench.fleet(settings))
        #expect(launch.taskNames.count == 2)
        #expect(launch.failures.map(\.reason) == ["CONFLICT"])
        #expect(launch.failures.first?.detail.contains("choose another testId") == true)
        #expect(bench.ecs.running == [0, 1, 2])
    }

    @Test func `a capacity error repeats the attempt that ECS did not answer, under the same token`() throws {
        let bench = FleetBench()
        let error = AWSError(
            operation: "RunTask",
            code: "ClientException",
            message: "Capacity is unavailable at this time",
            status: 400
        )
        bench.ecs.plan("RunTask", 1, .error(error))
        #expect(try bench.launch(1).taskNames.count == 1)
        #expect(Set(bench.ecs.calls("RunTask").map { $0["clientToken"] }).count == 1)
        bench.ecs.change { $0.outages["RunTask"] = (.seconds(100_000), error) }
        let launch = try bench.launch(1, testId: "other", on: bench.fleet(deadlineIn: 30))
        #expect(launch.failures.map(\.reason) == ["CAPACITY"])
    }
}
