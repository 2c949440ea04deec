import Glibc
import LoadPlan

/// What one event loop needs to know; worked out before the load, not changed during it.
struct LoopConfiguration: Sendable {
    /// Position of the loop in its task.
    var index: Int
    /// The loop's part of the task's share.
    var segment: Segment
    var virtualUsers: Int
    var profile: LoadProfile
    var precision: PacingPrecision
    var client: ClientOptions
    /// The one request: its URL, and its bytes as they go to the target.
    var request: RequestSpec
    var requestBytes: [UInt8]
    /// Where in them the value of `traceparent` is written.
    var traceOffset: Int?
    /// What virtual users do, where the plan has scenarios, and what they draw rows from.
    var program: JourneyProgram?
    var dataSets: [DataRows] = []
    var userStages: [UserStage] = []
    var iterations: Int?
    var seed: UInt64 = 0
    /// Tells the run's trace ids from other runs'; the same for all its tasks.
    var traceSeed: UInt64 = 0
    /// Index of the task.
    var task = 0
    /// Shown to targets that ask for a certificate.
    var identity: ClientIdentity?
    /// The way to targets that are not connected to directly.
    var proxy: ProxyRoute?
    /// What may be connected to.
    var targetPolicy: TargetPolicy
    /// CLOCK_MONOTONIC nanoseconds of the first arrival.
    var start: Int64
    /// Nanoseconds from window to window.
    var windowLength: Int64
    /// Sockets the loop may have open at once, so that results never lack a descriptor.
    var descriptorLimit: Int

    /// A request of the plan follows redirects.
    var mayRedirect: Bool {
        program?.parts.requests.contains { $0.maxRedirects > 0 } ?? (client.maxRedirects > 0)
    }

    /// Where the request that an arrival asks for is counted, by scenario.
    var firstEndpoints: [Int?] {
        guard let program else { return [] }
        return program.entries.indices.map { program.firstEndpoint(ofScenario: $0) }
    }

    /// Nanoseconds at which arrivals end.
    var end: Int64 { start + Int64(profile.seconds * 1e9) }
    var timeout: Int64 { Int64(client.timeoutSeconds * 1e9) }
    var connectTimeout: Int64 { Int64(client.connectTimeoutSeconds * 1e9) }

    /// The pacer of this loop's arrivals; nil in the closed model.
    func makePacer() -> (any Pacer)? {
        switch profile {
        case .open(let rate, .uniform): UniformPacer(rate, segment: segment)
        case .open(let rate, .poisson(let seed)): PoissonPacer(rate, segment: segment, seed: seed)
        case .closed: nil
        }
    }

    /// The loop's own trace ids.
    var traceSource: TraceSource { TraceSource(run: traceSeed, task: task, loop: index) }

    func makeJourney(
        _ program: JourneyProgram,
        users: Int,
        _ statistics: UnsafeMutablePointer<WindowStatistics>,
        _ tracer: RequestTracer?,
        _ trace: JourneyTrace?
    ) -> JourneyState {
        JourneyState(
            program: program,
            dataSets: dataSets,
            users: users,
            segment: segment,
            task: task,
            seed: seed,
            iterations: iterations,
            wallOffset: MonotonicClock.nanoseconds(CLOCK_REALTIME) &- MonotonicClock.now(),
            statistics: statistics,
            tracer: tracer,
            trace: trace
        )
    }
}
