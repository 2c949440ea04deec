/// What a plan file is read with.
public struct PlanOptions: Sendable {
    /// Variables given on the command line; they outrank those of the chosen environment, which outrank the plan's.
    public var variables: [String: String] = [:]
    /// The URL under test, instead of those of the chosen environment and of the plan; nil for those.
    public var target: String?
    /// The name of the plan's environment to take (`environments`); nil for none.
    public var environment: String?
    /// Environment variables, for `${env:NAME}`.
    public var processEnvironment: [String: String] = [:]
    /// Whether secrets may come from the environment and the files of the machine that runs a task. Off where a plan comes from someone
    /// who is not that machine's master: it could send its keys to a server of the plan's choice.
    public var allowsLocalSecrets = true
    /// Between the parts of multipart contents; letters and digits that occur in no content.
    public var boundary = "loadtester-7MA4YWxkTrZu0gW"
    /// Nothing but the file.
    public init() {}
}
