/// An attempt that brought no success.
struct AttemptFailure: Error, Hashable, Sendable {
    /// What the caller hears where nothing can be done.
    var error: AWSError
    /// Nil where a repetition would be answered the same.
    var kind: RetryKind?
    /// What the service asked for in `x-amz-retry-after`.
    var askedPause: Duration?
    /// The service's clock minus ours, in milliseconds, as its `date` field tells.
    var clockOffset: Int64?

    init(_ error: AWSError, kind: RetryKind?, askedPause: Duration? = nil, clockOffset: Int64? = nil) {
        self.error = error
        self.kind = kind
        self.askedPause = askedPause
        self.clockOffset = clockOffset
    }
}
