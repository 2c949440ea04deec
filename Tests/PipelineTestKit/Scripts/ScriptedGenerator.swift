public import LoadPlan
public import Measurement
public import ResultPipeline
private import Synchronization

/// A generator that calls no target: what it reports follows from its share of the plan and a ``ScriptedTarget`` alone, so
/// that the merged result of a run is the same for every number of tasks.
public final class ScriptedGenerator: LoadGenerator {
    /// What goes wrong.
    public enum Fault: Sendable {
        /// `prepare` throws.
        case cannotPrepare
        /// `setUp` throws.
        case cannotSetUp
        /// `tearDown` throws.
        case cannotTearDown
        /// `run` throws after so many windows.
        case failsAfter(windows: Int, because: String = "the sky fell")
        /// `run` does not return, not even when told to stop.
        case neverReturns
    }

    private let plan: TestPlan
    private let clock: any PipelineClock
    private let target: ScriptedTarget
    private let fault: Fault?
    private let health: GeneratorHealth
    private let onStart: @Sendable (ContinuousClock.Instant) -> Void
    private let onSetUp: @Sendable () -> Void
    private let onTearDown: @Sendable (ContinuousClock.Instant) -> Void
    private let isStopped = Mutex(false)

    /// What a generator says of itself that has nothing to complain of.
    public static let goodHealth = GeneratorHealth(cpuSeconds: 0.25, maxStartLagMs: 0.5)

    /// A generator for a plan.
    /// - Parameters:
    ///   - onStart: Is told the start that the generator was given.
    ///   - onSetUp: Is told when the setup is done.
    ///   - onTearDown: Is told when the teardown is done.
    public init(
        plan: TestPlan,
        clock: any PipelineClock,
        target: ScriptedTarget = .sound,
        fault: Fault? = nil,
        health: GeneratorHealth = goodHealth,
        onStart: @escaping @Sendable (ContinuousClock.Instant) -> Void = { _ in },
        onSetUp: @escaping @Sendable () -> Void = {},
        onTearDown: @escaping @Sendable (ContinuousClock.Instant) -> Void = { _ in }
    ) {
        self.plan = plan
        self.clock = clock
        self.target = target
        self.fault = fault
        self.health = health
        self.onStart = onStart
        self.onSetUp = onSetUp
        self.onTearDown = onTearDown
    }

    /// See `LoadGenerator`.
    public func prepare() async throws {
        if case .cannotPrepare = fault { throw ContractViolation("no trust store") }
    }

    /// See `LoadGenerator`.
    public func setUp() async throws -> [String: String] {
        onSetUp()
        if case .cannotSetUp = fault { throw ContractViolation("login: 401") }
        return ["token": "t"]
    }

    /// See `LoadGenerator`.
    public func tearDown() async throws {
        onTearDown(clock.instant())
        if case .cannotTearDown = fault { throw ContractViolation("logout: 500") }
    }

    /// See `LoadGenerator`.
    public func run(
        share: Segment,
        start: ContinuousClock.Instant,
        startedAt: Int64,
        windowLength: Int64,
        onWindow: @escaping @Sendable (WindowReport) -> Void
    ) async throws -> GeneratorHealth {
        onStart(start)
        let seconds = plan.profile.seconds
        let windows = max(1, Int((seconds * 1000 / Double(windowLength)).rounded(.up)))
        var book = ArrivalBook(plan, share, target)
        for index in 0..<windows {
            if case .failsAfter(index, let why) = fault { throw ContractViolation(why) }
            let isPlannedLast = index == windows - 1
            let close = isPlannedLast ? Duration.seconds(seconds) : .milliseconds(Int64(index + 1) * windowLength)
            try await wait(until: start.advanced(by: close))
            let isLast = isPlannedLast || isStopped.withLock { $0 }
            let elapsed = max(.zero, min(close, start.duration(to: clock.instant()))) / .microseconds(1)
            let (endpoint, generator) = book.window(upTo: UInt64(elapsed.rounded()), isLast: isLast)
            onWindow(
                WindowReport(
                    windowStart: startedAt + Int64(index) * windowLength,
                    windowLength: windowLength,
                    endpoints: [endpoint],
                    generator: generator
                )
            )
            if isLast { break }
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
            if isStopped.withLock({ $0 }) { return }
            try await clock.sleep(for: min(.milliseconds(100), clock.instant().duration(to: end)))
        }
    }
}
