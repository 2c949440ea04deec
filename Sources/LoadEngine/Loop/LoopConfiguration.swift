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
    /// What may be connected to.
    var targetPolicy: TargetPolicy
    /// CLOCK_MONOTONIC nanoseconds of the first arrival.
    var start: Int64
    /// Nanoseconds from window to window.
    var windowLength: Int64
    /// Sockets the loop may have open at once, so that results never lack a descriptor.
    var descriptorLimit: Int

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
}
