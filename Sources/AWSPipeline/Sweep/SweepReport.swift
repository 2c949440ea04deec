internal import FoundationEssentials
internal import Measurement

/// What a sweep found and did.
public struct SweepReport: Hashable, Sendable, Encodable {
    /// A task that was told to end, or was to be.
    public struct Stopped: Hashable, Sendable, Encodable {
        /// ARN.
        public let task: String
        /// The run it was started for; nil for none.
        public let testId: String?
        /// `runIsOver`, `overdue`, `unknownRun` or `nameless`.
        public let reason: String
        /// Why, in words.
        public let detail: String
        /// Why ECS did not take the call; nil where it did.
        public var failure: String?
    }

    /// Tasks of which nothing can be said.
    public struct Undecided: Hashable, Sendable, Encodable {
        /// ARN.
        public let task: String
        /// The run it was started for; nil for none.
        public let testId: String?
        /// What stands in the way.
        public let detail: String
    }

    /// Most entries of a list.
    static let most = 500

    /// Tasks that ECS listed as running.
    public internal(set) var listed = 0
    /// Tasks that were looked at.
    public internal(set) var examined = 0
    /// Orphans that were told to end.
    public internal(set) var ended = 0
    /// Orphans that ECS was not told of.
    public internal(set) var failures = 0
    /// Orphans of both kinds, at most ``most`` of them.
    public internal(set) var stopped: [Stopped] = []
    /// Tasks that were let be because nothing is known, at most ``most`` of them.
    public internal(set) var undecided: [Undecided] = []
    /// Whether all tasks were looked at and all orphans told, before time was up. The next sweep goes on.
    public internal(set) var isComplete = false

    /// The report, JSON with sorted keys.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}
