/// When attempt k to start a task that ECS refuses may be made, counted from the claim of the run. The times are the run's
/// and not the launcher's: one that takes over walks the attempts of its predecessors without waiting, and goes on.
struct LaunchSchedule: Sendable {
    /// Attempts, the first included; the last is made some ten minutes after the claim.
    static let attempts = 24

    /// 0 s, 2 s, 6 s, 14 s, 30 s, and every 30 s from there.
    static func begin(of attempt: Int) -> Duration {
        guard attempt > 4 else { return .seconds((2 << max(0, attempt)) - 2) }
        return .seconds(30 * (attempt - 3))
    }

    /// How long to wait for `attempt` at `elapsed` after the claim: none where its time has come, otherwise until then and
    /// for up to half its distance to the attempt before, so that tasks do not come back together.
    /// - Parameter random: 0 ..< 1, uniform.
    static func wait(for attempt: Int, at elapsed: Duration, random: Double) -> Duration {
        let begin = begin(of: attempt)
        guard begin > elapsed else { return .zero }
        return begin - elapsed + (begin - Self.begin(of: attempt - 1)) / 2 * min(max(0, random), 1)
    }
}
