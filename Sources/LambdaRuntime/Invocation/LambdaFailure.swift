/// An error that says itself how it is reported to the caller of the function.
public protocol LambdaFailure: Error {
    /// A name of a small, fixed set, such as `InvalidLaunchPayload`.
    var errorType: String { get }
    /// What went wrong and what to do. The caller and the log see it: no secrets.
    var errorMessage: String { get }
}
