/// What a task knows at the moment its load begins.
struct Beginning: Sendable {
    /// The agreed start in epoch milliseconds.
    let startAt: Int64
    /// Milliseconds by which the clock that the start was set by is ahead of this machine's.
    let clockOffset: Int64
    /// The agreed start on the clock that never steps.
    let start: ContinuousClock.Instant
    /// Milliseconds by which the start has passed.
    let skewMs: Double
    /// Both clocks now.
    let wall: Int64
    let instant: ContinuousClock.Instant

    init(startAt: Int64, clockOffset: Int64, _ clock: any PipelineClock) {
        self.startAt = startAt
        self.clockOffset = clockOffset
        start = clock.instant(at: startAt - clockOffset)
        wall = clock.now()
        instant = clock.instant()
        skewMs = max(0, start.duration(to: instant) / .milliseconds(1))
    }
}
