public import LoadPlan

/// Where a launch payload's `plan` is.
public enum PlanReference: Hashable, Sendable {
    /// In the payload itself: the JSON form of a plan file.
    case object([UInt8])
    /// In an object of Amazon S3, `s3://bucket/key`.
    case s3(String)
}

/// Reads the plan that a launch payload refers to.
/// - Throws: ``PlanRefusal`` where it is no plan; any other error is taken as one that may pass.
public typealias PlanReading = @Sendable (PlanReference) async throws -> TestPlan

/// Why a payload's `plan` is none: everything that is wrong with it.
public struct PlanRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence each.
    public let messages: [String]

    /// Creates a refusal.
    public init(_ messages: [String]) {
        self.messages = messages
    }

    /// All sentences.
    public var description: String { messages.joined(separator: "; ") }
    /// A bounded label for metrics.
    public var label: String { "plan" }
}
