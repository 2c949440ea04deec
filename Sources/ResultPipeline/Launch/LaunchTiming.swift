/// How long a fleet takes to get its tasks to the start barrier.
///
/// The defaults are Fargate's: 100 tasks at once, then 20 per second (Amazon ECS developer guide, throttling quotas),
/// and four minutes for a task to be placed, to get its network interface and to pull the whole image, which Fargate does
/// for every task anew.
public struct LaunchTiming: Hashable, Sendable {
    /// Tasks that may be launched at once.
    public var burst: Int
    /// Tasks per second after those.
    public var tasksPerSecond: Double
    /// From the launch of a task until it is at the barrier.
    public var startUp: Duration

    /// Creates a timing.
    public init(burst: Int = 100, tasksPerSecond: Double = 20, startUp: Duration = .seconds(240)) {
        self.burst = burst
        self.tasksPerSecond = tasksPerSecond
        self.startUp = startUp
    }

    /// Milliseconds from the claim until the barrier gives up waiting for `taskCount` tasks: 240,000 for up to 100 tasks,
    /// 285,000 for 1000.
    public func barrierTimeout(taskCount: Int) -> Int64 {
        let queued = Double(max(0, taskCount - max(0, burst)))
        let launching = queued > 0 ? (queued / max(0.001, tasksPerSecond)).rounded(.up) : 0
        return Int64(launching * 1000) + Int64(startUp / .milliseconds(1))
    }
}
