import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct FleetStatusTests {
    private let bench = FleetBench()

    private func status(_ fleet: ECSFleet, _ testId: String = "run") throws -> [TaskStatus] {
        try bench.simulation.run { try await fleet.status(of: testId) }
    }

    private func container(exitCode: Int? = nil, reason: String? = nil) -> WireValue {
        var members: [String: WireValue] = ["name": .text("load-test-worker")]
        if let exitCode { members["exitCode"] = .number(Double(exitCode)) }
        if let reason { members["reason"] = .text(reason) }
        return .object(members)
    }

    private func end(_ code: String, _ reason: String?, _ container: WireValue) {
        bench.ecs.changeTasks { task in
            (task.lastStatus, task.desiredStatus) = ("STOPPED", "STOPPED")
            (task.stopCode, task.stoppedReason, task.containers) = (code, reason, [container])
        }
    }

    @Test(arguments: [
        "PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING",
    ])
    func `a task that has not stopped is running`(lastStatus: String) throws {
        try bench.launch(1)
        bench.ecs.changeTasks { $0.lastStatus = lastStatus }
        #expect(try status(bench.fleet()).map(\.state) == [.running])
    }

    @Test func `F6: a task that never came to run says why`() throws {
        try bench.launch(1)
        let reason = "CannotPullContainerError: pull image manifest has been retried 5 time(s): not found"
        end("TaskFailedToStart", reason, container(reason: reason))
        let wanted = TaskStatus.State.stopped(exitCode: nil, reason: reason)
        #expect(try status(bench.fleet()) == [TaskStatus(taskIndex: 0, name: bench.ecs.tasks[0].arn, state: wanted)])
    }

    private static let ends: [(code: String, reason: String?, exit: Int?, own: String?, wanted: TaskStatus.State)] = [
        ("EssentialContainerExited", "Essential container in task exited", 0, nil, .stopped(exitCode: 0, reason: nil)),
        (
            "EssentialContainerExited", "Essential container in task exited", 1, nil,
            .stopped(exitCode: 1, reason: "exit status 1")
        ),
        (
            "EssentialContainerExited", "Essential container in task exited", 137,
            "OutOfMemoryError: Container killed due to memory usage",
            .stopped(
                exitCode: 137,
                reason: "exit status 137; OutOfMemoryError: Container killed due to memory usage"
            )
        ),
        (
            "SpotInterruption", "Your Spot Task was interrupted.", 143, nil,
            .stopped(exitCode: 143, reason: "exit status 143; Your Spot Task was interrupted.")
        ),
        ("UserInitiated", "the run was stopped", 0, nil, .stopped(exitCode: 0, reason: "the run was stopped")),
        ("TaskFailedToStart", nil, nil, nil, .stopped(exitCode: nil, reason: "TaskFailedToStart")),
    ]

    @Test(arguments: ends.indices)
    func `an end has an exit status and a reason, unless all is well`(position: Int) throws {
        let end = Self.ends[position]
        try bench.launch(1)
        self.end(end.code, end.reason, container(exitCode: end.exit, reason: end.own))
        #expect(try status(bench.fleet()).map(\.state) == [end.wanted])
    }

    @Test func `a large run is read in pages, in order of its indices, by whoever asks`() throws {
        try bench.launch(350)
        bench.ecs.changeTasks { task in
            if (task.index ?? 0) % 2 == 0 { (task.lastStatus, task.desiredStatus) = ("STOPPED", "STOPPED") }
        }
        let tasks = try status(bench.fleet())
        #expect(tasks.map(\.taskIndex) == Array(0..<350))
        #expect(tasks.count { $0.state == .running } == 175)
        let described = try bench.ecs.calls("DescribeTasks").map { try $0.texts("tasks").count }
        #expect(described.allSatisfy { $0 <= 100 })
    }

    @Test func `of a run that nobody launched there is nothing`() throws {
        #expect(try status(bench.fleet(), "unknown") == [])
    }

    @Test func `tasks that no list shows yet are known to who started them`() throws {
        bench.ecs.change { $0.listLag = 1000 }
        let fleet = bench.fleet()
        try bench.launch(3, on: fleet)
        #expect(try status(fleet).map(\.taskIndex) == [0, 1, 2])
        #expect(try status(bench.fleet()) == [])
    }

    @Test func `once all tasks of a run are known no list is asked for, and no task that has ended`() throws {
        let fleet = bench.fleet()
        try bench.launch(120, on: fleet)
        _ = try status(fleet)
        let lists = bench.ecs.calls("ListTasks").count
        bench.ecs.changeTasks { task in
            if (task.index ?? 0) != 7 { (task.lastStatus, task.desiredStatus) = ("STOPPED", "STOPPED") }
        }
        _ = try status(fleet)
        #expect(try status(fleet).filter { $0.state == .running }.map(\.taskIndex) == [7])
        #expect(bench.ecs.calls("ListTasks").count == lists)
        #expect(try bench.ecs.calls("DescribeTasks").last?.texts("tasks").count == 1)
    }

    @Test func `a task whose end is known is not asked for again while others of the run are missing`() throws {
        let fleet = bench.fleet()
        try bench.launch(3, on: fleet)
        bench.ecs.changeTasks { task in
            if task.index == 0 { (task.lastStatus, task.desiredStatus) = ("STOPPED", "STOPPED") }
            if task.index == 2 { task.overrides = .object([:]) }
        }
        let other = bench.fleet()
        _ = try status(other)
        _ = try status(other)
        let ended = try #require(bench.ecs.tasks.first { $0.index == 0 }).arn
        #expect(
            try bench.ecs.calls("DescribeTasks").suffix(2).map { try $0.texts("tasks").contains(ended) } == [
                true, false,
            ]
        )
    }

    @Test func `a task that ECS has forgotten keeps its end, or is known to have ended`() throws {
        let fleet = bench.fleet()
        try bench.launch(2, on: fleet)
        _ = try status(fleet)
        bench.ecs.changeTasks { task in
            guard task.index == 0 else { return }
            (task.lastStatus, task.stoppedReason) = ("STOPPED", "OutOfMemoryError")
        }
        _ = try status(fleet)
        bench.ecs.changeTasks { $0.isForgotten = true }
        let states = try status(fleet).map(\.state)
        #expect(states.first == .stopped(exitCode: nil, reason: "OutOfMemoryError"))
        #expect(
            states.last == .stopped(exitCode: nil, reason: "ended more than an hour ago; ECS no longer knows how")
        )
    }

    @Test func `a task too new to be described is not taken for one that is gone`() throws {
        bench.ecs.change { $0.listLag = 1000 }
        let fleet = bench.fleet()
        try bench.launch(1, on: fleet)
        bench.ecs.changeTasks { $0.isForgotten = true }
        #expect(try status(fleet).map(\.state) == [.running])
    }
}
