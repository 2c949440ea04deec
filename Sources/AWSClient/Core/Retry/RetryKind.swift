/// Why an attempt may be repeated. The codes are those of botocore's standard mode.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
enum RetryKind: Hashable, Sendable {
    /// The service asks for fewer requests.
    case throttling
    /// The service or the way to it failed for the moment.
    case transient

    /// The kind of an answer; nil where a repetition would be answered the same.
    init?(status: Int, code: String) {
        if status == 429 || Self.throttlingCodes.contains(code) {
            self = .throttling
        } else if [500, 502, 503, 504].contains(status) || Self.transientCodes.contains(code) {
            self = .transient
        } else {
            return nil
        }
    }

    /// What a repetition takes from the ``RetryQuota``.
    var cost: Int {
        switch self {
        case .throttling: 5
        case .transient: 14
        }
    }

    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]
    /// DynamoDB's model marks the last as one to repeat.
    private static let transientCodes: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "ReplicatedWriteConflictException",
    ]
}
