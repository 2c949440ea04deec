/// How a task's life ended. Its process ends with `exitCode`.
public enum TaskEnd: Hashable, Sendable {
    /// It carried out its share; `windowsLost` of its windows did not reach the queue.
    case completed(windowsLost: Int)
    /// It generated no load, for a reason that is no fault of its own.
    case idle(reason: String)
    /// It did not carry out its share.
    case failed(reason: String)

    /// 0, or 1 where something went wrong that the run's summary tells of.
    public var exitCode: Int32 {
        switch self {
        case .completed(let lost): lost == 0 ? 0 : 1
        case .idle: 0
        case .failed: 1
        }
    }
}
