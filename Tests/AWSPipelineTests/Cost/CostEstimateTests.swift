import AWSPipeline
import LoadPlan
import ResultPipeline
import Testing

@Suite("What a run costs")
struct CostEstimateTests {
    /// 10 tasks of half a vCPU and 1 GB, 2 minutes to start and 58 to run: 10 task-hours.
    private var tenHours: RunUsage { RunUsage(tasks: 10, loadSeconds: 3480, messages: 0) }

    private func amount(_ name: String, _ usage: RunUsage, _ prices: PriceTable = PriceTable()) -> Double? {
        CostEstimate(usage, prices: prices).lines.first { $0.name == name }?.amount
    }

    private func isClose(_ amount: Double?, _ expected: Double) -> Bool {
        amount.map { abs($0 - expected) < 1e-9 } ?? false
    }

    @Test("tasks are paid by vCPU and GB, for every second")
    func fargate() {
        #expect(isClose(amount("Fargate vCPU (x86)", tenHours), 0.2024))  // 10 × 0.5 × 0.04048
        #expect(isClose(amount("Fargate memory (x86)", tenHours), 0.04445))  // 10 × 1 × 0.004445
        var large = tenHours
        large.size = RunUsage.TaskSize(cpuUnits: 2048, memoryMiB: 4096, isARM: true, hasPublicAddress: true)
        #expect(isClose(amount("Fargate vCPU (ARM)", large), 0.6476))  // 10 × 2 × 0.03238
        #expect(isClose(amount("Fargate memory (ARM)", large), 0.1424))  // 10 × 4 × 0.00356
        #expect(isClose(amount("public addresses", large), 0.05))  // 10 × 0.005
        #expect(amount("Fargate vCPU (x86)", large) == nil && amount("public addresses", tenHours) == nil)
    }

    @Test(
        "a task is billed for at least a minute, and for whole seconds",
        arguments: [(0, 0, 60), (20, 39.5, 60), (30, 30.001, 61), (120, 0.5, 121), (120, 3600, 3720)]
            as [(Double, Double, Double)]
    )
    func minimum(startUp: Double, load: Double, seconds: Double) {
        var usage = RunUsage(tasks: 3600, startUpSeconds: startUp, loadSeconds: load, messages: 0)
        usage.size.cpuUnits = 1024
        #expect(isClose(amount("Fargate vCPU (x86)", usage), seconds * 0.04048))
    }

    @Test("messages are paid in the queue, the table and the functions")
    func messages() {
        let usage = RunUsage(tasks: 0, loadSeconds: 0, messages: 1_000_000)
        #expect(isClose(amount("queue", usage), 1.2))  // 3 million × 0.40
        #expect(isClose(amount("table writes", usage), 2.5))  // 4 units each × 0.625
        #expect(isClose(amount("table reads", usage), 0.125))  // 1 unit each
        // 100,000 calls of 0.25 s with 0.5 GB, and the launcher's 15 GB-seconds.
        #expect(isClose(amount("functions", usage), 12_515 * 0.000_016_666_7))
        #expect(isClose(amount("function calls", usage), 0.020_000_2))
        var small = usage
        small.itemBytes = 1024
        #expect(isClose(amount("table writes", small), 0.625))
        small.itemBytes = 4097
        #expect(isClose(amount("table writes", small), 3.125))
        #expect(isClose(amount("table reads", small), 0.25))
    }

    @Test("tasks read the control flag every second")
    func control() {
        let usage = RunUsage(tasks: 1000, startUpSeconds: 400, loadSeconds: 3600, messages: 0)
        #expect(isClose(amount("table reads", usage), 0.5))  // 4 million × 0.125
    }

    @Test("bytes are paid on their way out, and once more through a NAT gateway")
    func bytes() {
        let direct = RunUsage(tasks: 1, loadSeconds: 60, messages: 0, bytesSent: 10e9)
        #expect(isClose(amount("egress", direct), 0.9) && amount("NAT gateway", direct) == nil)
        let through = RunUsage(tasks: 1, loadSeconds: 60, messages: 0, bytesSent: 10e9, usesNATGateway: true)
        #expect(isClose(amount("NAT gateway", through), 0.45) && isClose(amount("egress", through), 0.9))
    }

    @Test("the total is the sum of the lines, by hand")
    func total() {
        // 1000 tasks × (120 + 3480) s; 60 windows of 58 s and 2 messages each: 62,000 messages.
        let usage = RunUsage(tasks: 1000, loadSeconds: 3480, messages: 62_000)
        let fargate = 20.24 + 4.445
        let pipeline = 0.0744 + 0.155 + (3.6 + 0.062) * 0.125
        let functions = (6200 * 0.125 + 15) * 0.000_016_666_7 + 0.006_201 * 0.2
        #expect(isClose(CostEstimate(usage).totalUSD, fargate + pipeline + functions))
    }

    @Test("no task, no cost but the launcher's call")
    func nothing() {
        let estimate = CostEstimate(RunUsage(tasks: 0, loadSeconds: 0, messages: 0))
        #expect(estimate.lines.map(\.name) == ["functions", "function calls"])
        #expect(estimate.totalUSD < 0.0003)
        let negative = CostEstimate(RunUsage(tasks: -5, loadSeconds: -1, messages: -7, itemBytes: -1, bytesSent: -1))
        #expect(negative == estimate)
    }
}
