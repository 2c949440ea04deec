import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct LaunchTests {
    @Test func `F1: launchers of one run at the same time start one fleet, and name the same tasks`() throws {
        let bench = FleetBench()
        let header = try bench.header(120)
        let launches = try bench.simulation.run {
            try await withThrowingTaskGroup(of: FleetLaunch.self) { group in
                for seed in 1...3 {
                    let fleet = bench.fleet(seed: UInt64(seed))
                    group.addTask { try await fleet.launch(header) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(bench.ecs.running == Array(0..<120))
        #expect(Set(launches.map(\.taskNames)).count == 1)
        #expect(launches.allSatisfy { $0.taskNames.count == 120 && $0.failures.isEmpty && $0.pending == 0 })
    }

    @Test(arguments: [1, 2, 7, 19, 20], [0, 1000])
    func `F2: after a launcher's death at some RunTask another completes to n`(death: Int, listLag: Int) throws {
        var model = FleetModel()
        model.listLag = listLag
        let bench = FleetBench(model)
        bench.ecs.plan("RunTask", death, .death)
        #expect(throws: FakeECS.Death.self) { try bench.launch(20) }
        #expect((1...20).contains(bench.ecs.tasks.count))
        let launch = try bench.launch(20)
        #expect(bench.ecs.tasks.count == 20)
        #expect(bench.ecs.running == Array(0..<20))
        #expect(Set(launch.taskNames) == Set(bench.ecs.tasks.map(\.arn)))
    }

    @Test func `F2: a task whose answer was lost is asked for again and not started twice`() throws {
        let bench = FleetBench()
        for ordinal in [1, 5, 6] { bench.ecs.plan("RunTask", ordinal, .lostAnswer) }
        let launch = try bench.launch(10)
        #expect(launch.taskNames.count == 10)
        #expect(launch.failures.isEmpty)
        #expect(bench.ecs.tasks.count == 10)
        #expect(bench.ecs.calls("RunTask").count == 13)
    }

    @Test func `F2: only what is missing is asked for, and a task that has ended is not missing`() throws {
        let bench = FleetBench()
        try bench.launch(150)
        bench.ecs.changeTasks { task in
            guard let index = task.index else { return }
            if index < 10 { (task.lastStatus, task.desiredStatus) = ("STOPPED", "STOPPED") }
            if index >= 140 { task.isForgotten = true }
        }
        bench.ecs.change { $0.tokens = [:] }
        let launch = try bench.launch(150)
        let asked = bench.ecs.calls("RunTask").dropFirst(150).map(Self.index)
        #expect(asked.sorted() == Array(140..<150))
        #expect(launch.taskNames.count == 150)
        #expect(
            launch.taskNames.prefix(140)
                == bench.ecs.tasks.filter { !$0.isForgotten }.sorted {
                    ($0.index ?? 0) < ($1.index ?? 0)
                }.prefix(140).map(\.arn)[...]
        )
    }

    @Test func `of two tasks with one index the one created later is ended`() throws {
        let bench = FleetBench()
        try bench.launch(3)
        bench.ecs.change { model in
            guard var twin = model.members.first(where: { $0.index == 1 }) else { return }
            twin.arn += "-twin"
            twin.createdAt += .seconds(5)
            model.members.append(twin)
        }
        let launch = try bench.launch(3)
        #expect(bench.ecs.running == [0, 1, 2])
        #expect(bench.ecs.tasks.filter { $0.desiredStatus == "STOPPED" }.map(\.arn.last) == ["n"])
        #expect(!launch.taskNames.contains { $0.hasSuffix("-twin") })
    }

    @Test func `tasks of others, or without an index, count for nothing`() throws {
        let bench = FleetBench()
        try bench.launch(2, testId: "run.a")
        bench.ecs.change { model in
            for index in model.members.indices { model.members[index].startedBy = "run" }
            model.members.append(
                FleetModel.Member(
                    arn: "foreign",
                    startedBy: "run",
                    overrides: .object([:]),
                    createdAt: .zero,
                    unseenBy: 0
                )
            )
        }
        #expect(try bench.launch(2).taskNames.count == 2)
        #expect(bench.ecs.tasks.count == 5)
        #expect(bench.ecs.tasks.allSatisfy { $0.desiredStatus == "RUNNING" })
    }

    @Test func `a run of no tasks starts none`() throws {
        let bench = FleetBench()
        #expect(try bench.launch(0) == FleetLaunch(taskNames: []))
    }

    static func index(_ request: WireValue) -> Int {
        let container = try? request["overrides"]?.list("containerOverrides").first
        let value = try? container?.list("environment").first { try $0.text("name") == "TASK_INDEX" }?.text("value")
        return value.flatMap { Int($0) } ?? -1
    }
}
