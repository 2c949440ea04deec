/// When requests start.
public enum LoadProfile: Hashable, Sendable, Codable {
    /// Open model: arrivals come on a schedule whether or not earlier ones were answered.
    case open(RateProfile, arrivals: ArrivalProcess)
    /// Closed model: every virtual user sends as soon as its last response is in, for `seconds`.
    case closed(seconds: Double)

    /// Length of the load in seconds.
    public var seconds: Double {
        switch self {
        case .open(let rate, _): rate.seconds
        case .closed(let seconds): seconds
        }
    }

    /// Arrivals the plan calls for, or nil in the closed model, where the target decides.
    public var arrivals: Int? {
        switch self {
        case .open(let rate, _): rate.arrivals
        case .closed: nil
        }
    }
}

/// How arrivals spread around the requested rate.
public enum ArrivalProcess: Hashable, Sendable, Codable {
    /// Evenly spaced.
    case uniform
    /// A Poisson process conditioned on its total, so that the number of requests stays exact; `seed` repeats it.
    case poisson(seed: UInt64)
}

/// How exactly arrivals are kept to their schedule. Finer costs more wake-ups, hence more CPU per request;
/// the lag that results is measured and reported in every run.
public enum PacingPrecision: String, Hashable, Sendable, Codable, CaseIterable {
    /// The loop wakes for every arrival and every response.
    case exact
    /// The loop wakes on ticks of 250 µs.
    case quarterMillisecond = "250us"
    /// The loop wakes on ticks of 1 ms: the least CPU.
    case millisecond = "1ms"

    /// Nanoseconds from tick to tick; 0 for `exact`.
    public var tickNanoseconds: Int64 {
        switch self {
        case .exact: 0
        case .quarterMillisecond: 250_000
        case .millisecond: 1_000_000
        }
    }
}
