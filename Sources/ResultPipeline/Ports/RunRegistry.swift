/// The headers of runs: who claimed a run, who is ready, when it starts, whether it was told to stop.
///
/// Semantics are those of one DynamoDB item per run with conditional updates; each call is atomic.
public protocol RunRegistry: Sendable {
    /// Creates the header unless the `testId` is taken. Claiming again with the same plan is the same run (an event
    /// delivered twice starts one fleet); with another plan it is a conflict.
    func claim(_ header: RunHeader) async throws -> RunClaim
    /// The header of a run, or nil where there is none.
    func header(of testId: String) async throws -> RunHeader?
    /// Keeps what the plan's setup captured, unless that was kept before, or the run has a start or was told to end: nobody waits for
    /// it then.
    func keep(_ testId: String, captures: [String: String]) async throws
    /// Adds a task to those that wait at the start barrier; repeating it changes nothing.
    func join(_ testId: String, taskIndex: Int) async throws
    /// Sets the start unless one is set; the header as it then stands is the answer, so that all tasks start by one time.
    /// Captures are forgotten, as tokens may be among them: all that take part have them by then.
    func start(_ testId: String, _ start: RunStart) async throws -> RunHeader
    /// Sets the control flag that ends the run early; the first reason stays. Captures are forgotten.
    func requestStop(_ testId: String, reason: String) async throws
    /// Records how the run ended; the last outcome stays, so that a late result can revise it. Captures are forgotten.
    func finish(_ testId: String, _ outcome: RunOutcome) async throws
    /// The newest runs first, at most `limit`.
    func runs(limit: Int) async throws -> [RunHeader]
}

/// The answer to a claim.
public enum RunClaim: Equatable, Sendable {
    /// The caller created the run.
    case created
    /// The run existed with the same plan; its header.
    case existing(RunHeader)
    /// The `testId` names a run with another plan.
    case conflict(RunHeader)
}
