internal import FoundationEssentials

/// What a launch came to.
public struct LaunchAnswer: Hashable, Sendable, Encodable {
    /// How far the run has got.
    public enum Status: String, Sendable, CaseIterable, Encodable {
        /// Every task was launched.
        case started
        /// Some tasks could not be launched, or were not ready in time; the others, at least `minTasks`, carry the load.
        case degraded
        /// The launch goes on; asking again with the same `testId` tells how far it has got.
        case launching
        /// Fewer than `minTasks` tasks could be launched, or were ready in time. Nothing is left running.
        case failed
        /// The run was told to stop, by a person.
        case stopped
        /// The run is over.
        case finished
    }

    /// Names the run.
    public let testId: String
    /// How far it has got.
    public let status: Status
    /// Names of the tasks that were launched: ARNs on AWS, process ids elsewhere.
    public let taskArns: [String]
    /// Why tasks were not launched.
    public let failures: [LaunchFailure]
    /// What the run is expected to cost in US dollars, to a hundredth of a cent.
    public let estimatedCostUSD: Double

    init(_ testId: String, _ status: Status, tasks: [String], failures: [LaunchFailure] = [], costUSD: Double) {
        self.testId = testId
        self.status = status
        taskArns = tasks
        self.failures = failures.map {
            LaunchFailure(reason: BoundedText.clean($0.reason), detail: BoundedText.clean($0.detail))
        }
        estimatedCostUSD = costUSD.isFinite ? (max(0, costUSD) * 10_000).rounded() / 10_000 : 0
    }

    /// The answer as JSON, names in alphabetical order.
    /// - Throws: What the encoder throws; nothing in an answer makes it.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}
