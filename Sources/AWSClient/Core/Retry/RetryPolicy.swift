/// How often a request is attempted, and how long the pauses are: exponential with full jitter, as in the standard mode
/// of the AWS SDKs.
public struct RetryPolicy: Hashable, Sendable {
    /// Attempts, the first included.
    public var maxAttempts: Int
    /// The longest first pause where the service asks for fewer requests.
    public var throttlingPause = Duration.seconds(1)
    /// The longest first pause otherwise.
    public var transientPause = Duration.milliseconds(50)
    /// No pause is longer, but for what the service asks for.
    public var longestPause = Duration.seconds(20)
    /// The service may lengthen a pause by this much.
    public var longestExtension = Duration.seconds(5)

    /// A policy with that many attempts.
    public init(maxAttempts: Int = 3) {
        self.maxAttempts = maxAttempts
    }

    /// The policy for a service: 3 attempts, or as many as `AWS_MAX_ATTEMPTS` says. DynamoDB, whose answers take
    /// milliseconds, is asked 4 times after shorter pauses.
    /// - Throws: ``AWSError`` with code `invalidConfiguration`.
    init(service: AWSService, environment: [String: String]) throws(AWSError) {
        self.init()
        if service == .dynamoDB {
            maxAttempts = 4
            transientPause = .milliseconds(25)
        }
        guard let text = environment["AWS_MAX_ATTEMPTS"], !text.isEmpty else { return }
        guard let attempts = Int(text), attempts >= 1 else {
            throw .invalidConfiguration("AWS_MAX_ATTEMPTS is no number from 1: it counts the first attempt too")
        }
        maxAttempts = attempts
    }

    /// The pause after a failed attempt.
    /// - Parameters:
    ///   - attempt: The attempt that failed, from 1.
    ///   - asked: What the service asked for in `x-amz-retry-after`.
    ///   - random: From 0 to 1, evenly spread.
    func pause(after attempt: Int, kind: RetryKind, asked: Duration? = nil, random: Double) -> Duration {
        let first = kind == .throttling ? throttlingPause : transientPause
        // More doublings than this pass every limit.
        let longest = min(first * (1 << min(max(attempt - 1, 0), 30)), longestPause)
        let pause = longest * random
        guard let asked else { return pause }
        return max(pause, min(asked, pause + longestExtension))
    }
}
