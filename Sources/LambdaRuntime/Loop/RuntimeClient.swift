/// Lambda's runtime API as the loop uses it. Calls block; they come from one thread, one at a time.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
protocol RuntimeClient {
    /// Waits, however long it takes, for the next invocation. Allowed only when the one before was answered.
    /// - Returns: nil where the process was asked to end before one arrived.
    mutating func next() throws(RuntimeFailure) -> Invocation?

    /// Answers the invocation under way with the handler's result.
    mutating func respond(to requestId: String, with body: [UInt8]) throws(RuntimeFailure)

    /// Answers the invocation under way with an error.
    mutating func fail(_ requestId: String, with report: FailureReport) throws(RuntimeFailure)

    /// Says that the function cannot start. Allowed only before the first ``next()``.
    mutating func failInitialization(with report: FailureReport) throws(RuntimeFailure)
}
