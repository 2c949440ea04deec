import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline

/// A simulated cluster, and fleets on it as so many processes would make them.
struct FleetBench {
    let simulation = Simulation()
    let ecs: FakeECS

    init(_ model: FleetModel = FleetModel()) {
        ecs = FakeECS(clock: simulation.clock, model: model)
    }

    static let settings = ECSFleet.Settings(
        cluster: "LoadTest",
        taskDefinition: "worker",
        containerName: "load-test-worker",
        subnets: ["subnet-1", "subnet-2"],
        securityGroups: ["sg-1"]
    )

    /// A fleet that knows nothing of what others did.
    /// - Parameter seconds: From now to its deadline.
    func fleet(_ settings: ECSFleet.Settings = settings, deadlineIn seconds: Int? = nil, seed: UInt64 = 1) -> ECSFleet {
        let random = Jitter(seed: seed)
        return ECSFleet(
            ECSClient(ecs),
            settings,
            deadline: seconds.map { simulation.clock.instant().advanced(by: .seconds($0)) },
            clock: simulation.clock,
            random: { random.next() }
        )
    }

    func header(_ taskCount: Int, testId: String = "run") throws -> RunHeader {
        try Sample.header(testId, taskCount: taskCount)
    }

    /// Launches to the end, in simulated time.
    @discardableResult
    func launch(
        _ taskCount: Int,
        testId: String = "run",
        on fleet: ECSFleet? = nil
    ) throws -> FleetLaunch {
        let (fleet, header) = (fleet ?? self.fleet(), try header(taskCount, testId: testId))
        return try simulation.run { try await fleet.launch(header) }
    }
}
