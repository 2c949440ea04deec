public import Measurement

/// What a task reports through the queue: JSON of `schemaVersion` 1, every field flat in one object.
///
/// Sequence numbers count a task's messages: 0 for `started`, 1…n for its windows, n + 1 for `final`. The same message
/// may be sent and delivered several times; (`testId`, `taskIndex`, `sequence`) names it.
public struct ResultMessage: Equatable, Sendable {
    /// Version of the JSON form.
    public static let schemaVersion = 1
    /// Most bytes of a message's JSON: the size an SQS queue of default settings takes.
    public static let maxBytes = 256 * 1024

    /// Names the run.
    public var testId: String
    /// The task's name in its fleet (a process id, a task ARN).
    public var taskId: String
    /// The task's index in the run, 0 ..< `taskCount`.
    public var taskIndex: Int
    /// Tasks asked for, 1…1000.
    public var taskCount: Int
    /// Position among the task's messages.
    public var sequence: Int
    /// Start of the time it is about, in epoch milliseconds: of the window, of the load for `started`, the end of the
    /// last window for `final`.
    public var windowStart: Int64
    /// Length of a window in milliseconds.
    public var windowLength: Int64
    /// What is reported.
    public var content: Content

    /// What a message reports, by kind.
    public enum Content: Equatable, Sendable {
        /// The task is about to start, or says why it does not.
        case started(StartReport)
        /// One reporting interval.
        case window(
            endpoints: [EndpointWindow],
            groups: [GroupWindow] = [],
            generator: GeneratorWindow,
            exemplars: WindowExemplars = WindowExemplars()
        )
        /// The end.
        case final(TaskManifest)
    }

    /// Creates a message.
    public init(
        testId: String,
        taskId: String,
        taskIndex: Int,
        taskCount: Int,
        sequence: Int,
        windowStart: Int64,
        windowLength: Int64,
        content: Content
    ) {
        self.testId = testId
        self.taskId = taskId
        self.taskIndex = taskIndex
        self.taskCount = taskCount
        self.sequence = sequence
        self.windowStart = windowStart
        self.windowLength = windowLength
        self.content = content
    }

    /// What it is about.
    public var kind: RecordKind {
        switch content {
        case .started: .started
        case .window: .window
        case .final: .final
        }
    }

    /// The measurements of a window message, nil for the other kinds.
    public var window: WindowReport? {
        guard case .window(let endpoints, let groups, let generator, let exemplars) = content else { return nil }
        return WindowReport(
            windowStart: windowStart,
            windowLength: windowLength,
            endpoints: endpoints,
            groups: groups,
            generator: generator,
            exemplars: exemplars
        )
    }

    /// The manifest of a final message, nil for the other kinds.
    public var manifest: TaskManifest? {
        guard case .final(let manifest) = content else { return nil }
        return manifest
    }
}
