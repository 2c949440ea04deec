/// Handles one invocation and returns the response: JSON of at most 6 MiB.
///
/// A thrown error is reported to the caller; see ``LambdaFailure``. The task is cancelled ahead of the deadline
/// (``RuntimeOptions/cancellationMargin``): a handler that then returns what it has is answered normally.
public typealias LambdaHandler = @Sendable (Invocation) async throws -> [UInt8]

/// What a function does once it is ready.
public struct LambdaFunction: Sendable {
    /// Called for each invocation, never twice at once.
    public var handler: LambdaHandler
    /// Called once after SIGTERM, when no invocation is under way: to flush and to close. Lambda leaves 500 ms.
    public var onShutdown: @Sendable () async -> Void

    /// Creates a function.
    public init(onShutdown: @escaping @Sendable () async -> Void = {}, handler: @escaping LambdaHandler) {
        self.handler = handler
        self.onShutdown = onShutdown
    }
}
