/// One event that the function is to handle.
public struct Invocation: Hashable, Sendable {
    /// Names the invocation; the same for Lambda's own retries of an event.
    public var requestId: String
    /// When Lambda ends the invocation, in epoch milliseconds.
    public var deadline: Int64
    /// ARN of the function, version or alias that was invoked; empty where the runtime API gave none.
    public var functionArn: String
    /// The X-Ray trace header; also in the environment as `_X_AMZN_TRACE_ID` while the handler runs.
    public var traceId: String?
    /// JSON of the calling AWS Mobile SDK, if any.
    public var clientContext: String?
    /// The event: JSON, unless the caller broke Lambda's rules.
    public var payload: [UInt8]

    /// Creates an invocation, for tests of handlers.
    public init(
        requestId: String,
        deadline: Int64,
        functionArn: String = "",
        traceId: String? = nil,
        clientContext: String? = nil,
        payload: [UInt8] = []
    ) {
        self.requestId = requestId
        self.deadline = deadline
        self.functionArn = functionArn
        self.traceId = traceId
        self.clientContext = clientContext
        self.payload = payload
    }

    /// Time until the deadline, never below zero.
    /// - Parameter clock: wall clock in epoch milliseconds.
    public func remaining(by clock: () -> Int64 = WallClock.now) -> Duration {
        let (difference, isTooLarge) = deadline.subtractingReportingOverflow(clock())
        // A day is far above the 15 minutes that Lambda allows, and safe to add to any instant.
        return .milliseconds(isTooLarge ? 0 : min(max(difference, 0), 86_400_000))
    }
}
