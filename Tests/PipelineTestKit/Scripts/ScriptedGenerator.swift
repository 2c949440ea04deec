public import LoadPlan
public import Measurement
public import ResultPipeline
private import Synchronization

/// A generator that calls no target: what it reports follows from its share of the plan alone, so that the merged result
/// of a run is the same for every number of tasks.
///
/// Arrival k of the run (at a constant rate, as in ``Sample/plan(rate:seconds:virtualUsers:)``) is answered after
/// ``responseTime(of:)``.
public final class ScriptedGenerator: LoadGenerator {
    /// What goes wrong.
    public enum Fault: Sendable {
        /// `prepare` throws.
        case cannotPrepare
        /// `run` throws after so many windows.
        case failsAfter(windows: Int)
        /// `run` does not return, not even when told to stop.
        case neverReturns
    }

    private let plan: TestPlan
    private let clock: any PipelineClock
    private let fault: Fault?
    private let health: GeneratorHealth
    private let isStopped = Mutex(false)

    /// A generator for a plan with a constant rate.
    public init(
        plan: TestPlan,
        clock: any PipelineClock,
        fault: Fault? = nil,
        health: GeneratorHealth = GeneratorHealth(cpuSeconds: 0.25, maxStartLagMs: 0.5)
    ) {
        self.plan = plan
        self.clock = clock
        self.fault = fault
        self.health = health
    }

    /// Microseconds from the intended start of the run's arrival `number` to its answer: 1…11 ms.
    public static func responseTime(of number: Int) -> UInt64 {
        1000 + UInt64(number * 7919 % 10_007)
    }

    /// See `LoadGenerator`.
    public func prepare() async throws {
        if case .cannotPrepare = fault { throw ContractViolation("no trust store") }
    }

    /// See `LoadGenerator`.
    public func run(
        share: Segment,
        start: ContinuousClock.Instant,
        startedAt: Int64,
        windowLength: Int64,
        onWindow: @escaping @Sendable (WindowReport) -> Void
    ) async throws -> GeneratorHealth {
        let rate = plan.profile.seconds > 0 ? Double(plan.profile.arrivals ?? 0) / plan.profile.seconds : 0
        let windows = Int((plan.profile.seconds * 1000 / Double(windowLength)).rounded(.up))
        for index in 0..<windows {
            if case .failsAfter(index) = fault { throw ContractViolation("the sky fell") }
            try await wait(until: start.advanced(by: .milliseconds(Int64(index + 1) * windowLength)))
            let perWindow = rate * Double(windowLength) / 1000
            let first = Int((Double(index) * perWindow).rounded(.up))
            let end = min(Int((Double(index + 1) * perWindow).rounded(.up)), plan.profile.arrivals ?? 0)
            onWindow(window(share, first..<max(first, end), at: startedAt + Int64(index) * windowLength, windowLength))
            if isStopped.withLock({ $0 }) { break }
        }
        if case .neverReturns = fault { try await clock.sleep(for: .seconds(1_000_000)) }
        return health
    }

    /// See `LoadGenerator`.
    public func stop() {
        isStopped.withLock { $0 = true }
    }

    private func wait(until end: ContinuousClock.Instant) async throws {
        while clock.instant() < end {
            if isStopped.withLock({ $0 }) {
                if case .neverReturns = fault {} else { return }
            }
            try await clock.sleep(for: min(.milliseconds(100), clock.instant().duration(to: end)))
        }
    }

    private func window(_ share: Segment, _ arrivals: Range<Int>, at start: Int64, _ length: Int64) -> WindowReport {
        var times = Histogram()
        var lag = Histogram()
        let own = arrivals.filter { $0 % share.count == share.index }
        for number in own {
            times.record(Self.responseTime(of: number))
            lag.record(UInt64(number % 50))
        }
        var encoder = HistogramEncoder()
        let encoded = encoder.encode(times)
        var endpoint = EndpointWindow(name: plan.request.endpointName)
        let count = UInt64(own.count)
        endpoint.counts = RequestCounts(scheduled: count, sent: count, completed: count)
        endpoint.statusCodes = own.isEmpty ? [:] : [200: count]
        endpoint.bytesSent = 40 * count
        endpoint.bytesReceived = 300 * count
        endpoint.responseTime = encoded
        endpoint.serviceTime = encoded
        endpoint.timeToFirstByte = encoded
        return WindowReport(
            windowStart: start,
            windowLength: length,
            endpoints: [endpoint],
            generator: GeneratorWindow(startLag: encoder.encode(lag))
        )
    }
}
