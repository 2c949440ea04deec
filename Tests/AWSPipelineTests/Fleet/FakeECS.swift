import AWSClient
import PipelineTestKit
import Synchronization

/// ECS as its API reference describes it, as far as tasks go: client tokens, limits of requests, the launch rate of Fargate,
/// eventual consistency. What goes wrong is scripted; every call takes 200 ms of simulated time.
final class FakeECS: AWSCaller {
    /// A fault of one kind.
    enum Fault {
        /// The call fails before it does anything.
        case error(AWSError)
        /// The call is carried out, and its answer is lost.
        case lostAnswer
        /// The caller ends here.
        case death
    }

    /// The launcher's process has ended.
    struct Death: Error {}

    let clock: FakeClock
    private let model: Mutex<FleetModel>
    private let latency: Duration

    init(clock: FakeClock, model: FleetModel = FleetModel(), latency: Duration = .milliseconds(200)) {
        self.clock = clock
        self.model = Mutex(model)
        self.latency = latency
    }

    func call(_ request: AWSRequest) async throws -> AWSResponse {
        try Task.checkCancellation()
        let input = try request.input(target: "AmazonEC2ContainerServiceV20141113", version: "1.1")
        let now = clock.elapsed
        let outcome = Result { try model.withLock { try $0.handle(request.operation, input, at: now) } }
        model.withLock { $0.begin(request.operation) }
        defer { model.withLock { $0.end(request.operation) } }
        try await clock.sleep(for: latency)
        return try outcome.get().response()
    }

    /// Calls of an operation so far, refused ones included.
    func calls(_ operation: String) -> [WireValue] { model.withLock { $0.calls[operation] ?? [] } }
    /// Most calls of an operation that were under way at once.
    func mostAtOnce(_ operation: String) -> Int { model.withLock { $0.mostAtOnce[operation] ?? 0 } }
    /// Launches refused for their rate.
    var throttled: Int { model.withLock { $0.throttled } }
    /// Tasks there ever were.
    var tasks: [FleetModel.Member] { model.withLock { $0.members } }
    /// Indices of the tasks that are not told to end, ascending.
    var running: [Int] { tasks.filter { $0.desiredStatus == "RUNNING" }.compactMap(\.index).sorted() }

    /// Call `ordinal` (from 1) of an operation meets a fault.
    func plan(_ operation: String, _ ordinal: Int, _ fault: Fault) {
        model.withLock { $0.faults[operation, default: [:]][ordinal] = fault }
    }

    /// Changes what there is.
    func change(_ body: (inout FleetModel) -> Void) {
        model.withLock { body(&$0) }
    }

    /// Changes every task.
    func changeTasks(_ body: (inout FleetModel.Member) -> Void) {
        model.withLock { model in for index in model.members.indices { body(&model.members[index]) } }
    }
}
