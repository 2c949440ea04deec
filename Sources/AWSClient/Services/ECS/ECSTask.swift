/// A task as ECS describes it. Of one that has stopped, the answer to a repeated `RunTask` holds the ARN and little more.
public struct ECSTask: Hashable, Sendable, Decodable {
    /// Its ARN.
    public var taskArn: String
    /// Where it is in its life: `PROVISIONING`, `PENDING`, `RUNNING`, …, `STOPPED`.
    public var lastStatus: String?
    /// `RUNNING`, or `STOPPED` once it is to end.
    public var desiredStatus: String?
    /// Why it stopped, as a code such as `EssentialContainerExited` or `TaskFailedToStart`.
    public var stopCode: String?
    /// Why it stopped, in words.
    public var stoppedReason: String?
    /// When it was created, epoch seconds.
    public var createdAt: Double?
    /// What differs from its definition.
    public var overrides: ECSRunTask.Overrides?
    /// Its containers.
    public var containers: [Container]?

    /// A container of a task.
    public struct Container: Hashable, Sendable, Decodable {
        /// Its name in the task definition.
        public var name: String?
        /// Its exit status; nil while it runs, and where it never ran.
        public var exitCode: Int?
        /// What went wrong with it, such as `OutOfMemoryError: …` or `CannotPullContainerError: …`.
        public var reason: String?
    }
}

/// What `RunTask` and `DescribeTasks` answer.
public struct ECSTaskAnswer: Hashable, Sendable, Decodable {
    /// Tasks that were started, or that are described.
    public let tasks: [ECSTask]
    /// Why the others are not among them.
    public let failures: [ECSFailure]

    private enum CodingKeys: CodingKey {
        case tasks, failures
    }

    /// Reads an answer; an absent list is empty.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        tasks = try fields.decodeIfPresent([ECSTask].self, forKey: .tasks) ?? []
        failures = try fields.decodeIfPresent([ECSFailure].self, forKey: .failures) ?? []
    }
}

/// Why a task was not started, or is not described.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
public struct ECSFailure: Hashable, Sendable, Decodable {
    /// What it is about, where it is about something.
    public var arn: String?
    /// The reason, such as `RESOURCE:ENI`, `MISSING` or a sentence.
    public var reason: String?
    /// More, where there is more.
    public var detail: String?
}
