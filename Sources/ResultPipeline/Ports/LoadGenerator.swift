public import LoadPlan
public import Measurement

/// What puts a task's share of the load on the target. `LoadEngine` is the one that ships; tests use scripted ones.
public protocol LoadGenerator: Sendable {
    /// Gets everything ready that would disturb the load later (names, trust store, memory). Called before the barrier.
    func prepare() async throws
    /// Does the steps of the plan's setup, once for the whole run and before any load, without `prepare()`: the header of the
    /// generator that is prepared and that `run` is called of has what came of it.
    /// - Returns: What was captured, by name.
    /// - Throws: Where a step did not succeed, with the step, what was sent and what came back.
    func setUp() async throws -> [String: String]
    /// Does the steps of the plan's teardown, once for the whole run and after all load.
    func tearDown() async throws
    /// Puts `share` of the plan on the target, from `start` (continuous clock, which never steps) until the end of the
    /// plan and of the last request, and hands over each closed window in order. `startedAt` is the same moment in epoch
    /// milliseconds; window i begins at `startedAt + i × windowLength`. `onWindow` must return quickly.
    func run(
        share: Segment,
        start: ContinuousClock.Instant,
        startedAt: Int64,
        windowLength: Int64,
        onWindow: @escaping @Sendable (WindowReport) -> Void
    ) async throws -> GeneratorHealth
    /// No further arrivals; requests in flight are awaited and `run` returns. Idempotent, safe from any thread.
    func stop()
}
