/// Times and sizes of the runtime loop.
public struct RuntimeOptions: Hashable, Sendable {
    /// How long before the deadline a handler's task is cancelled, so that it can still return what it has.
    public var cancellationMargin: Duration
    /// Largest response in bytes; a larger one becomes the error `Function.ResponseSizeTooLarge`.
    public var responseLimit: Int
    /// Pauses between attempts to ask for the next invocation after the connection was lost. When they are used up, the
    /// process ends.
    public var retryDelays: [Duration]
    /// How long the runtime API may take to answer anything but the request for the next invocation.
    public var replyTimeout: Duration
    /// How long a running handler may take to return after SIGTERM, when its task is cancelled.
    public var handlerGrace: Duration
    /// How long `onShutdown` may take. With ``handlerGrace`` less than the 500 ms that Lambda leaves after SIGTERM.
    public var shutdownGrace: Duration

    /// Lambda's limits: 6 MiB and 100 bytes of response, which AWS's own emulator enforces as well.
    public init(
        cancellationMargin: Duration = .milliseconds(500),
        responseLimit: Int = 6_291_556,
        retryDelays: [Duration] = [.milliseconds(10), .milliseconds(100), .seconds(1)],
        replyTimeout: Duration = .seconds(10),
        handlerGrace: Duration = .milliseconds(200),
        shutdownGrace: Duration = .milliseconds(250)
    ) {
        self.cancellationMargin = cancellationMargin
        self.responseLimit = responseLimit
        self.retryDelays = retryDelays
        self.replyTimeout = replyTimeout
        self.handlerGrace = handlerGrace
        self.shutdownGrace = shutdownGrace
    }
}
