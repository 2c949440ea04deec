import LoadPlan
import PipelineTestKit
import ResultPipeline
import Synchronization

/// A launcher with everything around it, in simulated time.
final class LaunchBench: Sendable {
    let simulation = Simulation()
    let services: SimulatedServices
    let fleet: PartialFleet
    private let handed = Mutex<[String]>([])
    private let handOverFailures: Mutex<Int>

    /// - Parameter handOverFailures: So many attempts to hand over fail.
    init(_ script: PartialFleet.Script = PartialFleet.Script(), handOverFailures: Int = 0) {
        services = SimulatedServices(simulation.clock)
        fleet = PartialFleet(simulation, services, script)
        self.handOverFailures = Mutex(handOverFailures)
    }

    /// Runs whose launch was handed over, in order.
    var handedOver: [String] { handed.withLock { $0 } }
    var clock: FakeClock { simulation.clock }
    var registry: InMemoryRunRegistry { services.registry }

    /// A dollar per task and a cent per second and task, so that a test sees what was asked for.
    var service: LaunchService {
        LaunchService(
            registry: registry,
            fleet: fleet,
            clock: clock,
            estimate: { _, tasks, seconds in Double(tasks) * (1 + seconds / 100) },
            handOver: { testId in
                let fails = self.handOverFailures.withLock { failures in
                    failures -= 1
                    return failures >= 0
                }
                if fails { throw ContractViolation("the function cannot be invoked") }
                self.handed.withLock { $0.append(testId) }
            }
        )
    }

    /// A payload of 10 requests per second for 10 s with four tasks, named `run` unless changed.
    static func payload(_ changes: [String: String?] = [:]) -> [UInt8] {
        let members: [String: String?] = [
            "testId": #""run""#, "taskCount": "4", "rate": "10", "duration": "10",
        ]
        return PayloadText.with(members.merging(changes) { $1 })
    }

    func deliver(_ changes: [String: String?] = [:], _ delivery: LaunchDelivery? = nil) async throws -> LaunchAnswer {
        try await service.launch(Self.payload(changes), delivery: delivery)
    }

    func goOn(_ testId: String = "run") async throws -> LaunchAnswer {
        try await service.launch(LaunchService.continuation(of: testId))
    }

    func header(_ testId: String = "run") async throws -> RunHeader? {
        try await registry.header(of: testId)
    }

    /// Lets every task come to its end.
    func settle() async throws {
        try await clock.sleep(for: .seconds(600))
    }

    /// Messages in the queue by run.
    func messages() async throws -> [String: [ResultMessage]] {
        var messages: [String: [ResultMessage]] = [:]
        while true {
            let batch = try await services.queue.receive(limit: 100)
            guard !batch.isEmpty else { return messages }
            for delivery in batch {
                let message = try MessageCodec.decode(delivery.body)
                messages[message.testId, default: []].append(message)
            }
            try await services.queue.acknowledge(batch.map(\.receipt))
        }
    }
}
