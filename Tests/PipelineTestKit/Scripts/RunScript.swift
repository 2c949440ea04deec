public import Measurement
public import ResultPipeline

/// How a simulated run goes. All is well where nothing is changed.
public struct RunScript: Sendable {
    /// What becomes of the arrivals.
    public var target = ScriptedTarget.sound
    /// What goes wrong in the generators, by task.
    public var faults: [Int: ScriptedGenerator.Fault] = [:]
    /// What generators say of themselves, by task.
    public var health: [Int: GeneratorHealth] = [:]
    /// Milliseconds that tasks take until they join.
    public var delays: [Int: Int64] = [:]
    /// Tasks that are started and never join.
    public var absent: Set<Int> = []
    /// Tasks that do not start.
    public var failures: [Int: LaunchFailure] = [:]
    /// Tasks that one launch gets to.
    public var launchBatch = Int.max
    /// Milliseconds by which the wall clocks of tasks are ahead.
    public var wallOffsets: [Int: Int64] = [:]
    /// Times and bounds of the tasks.
    public var worker = WorkerOptions.local
    /// Times of the director.
    public var options = DirectorOptions()
    /// Who empties the queue.
    public var processing = Processing.byDirector

    /// Who empties a run's queue into the store.
    public enum Processing: Sendable {
        /// The director, as on one machine.
        case byDirector
        /// Somebody else, as on AWS.
        case elsewhere
        /// Nobody, though the director takes it for granted.
        case byNobody
    }

    /// A run in which all is well.
    public init() {}
}
