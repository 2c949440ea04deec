internal import AWSClient
internal import ResultPipeline

/// What stands in the way of a task; the raw value is the failure's label.
enum LaunchObstacle: String, Sendable, CaseIterable {
    /// No capacity for it at the moment.
    case capacity = "CAPACITY"
    /// The account runs as much as it may.
    case quota = "QUOTA"
    /// A resource is short: memory, network interfaces, addresses.
    case resource = "RESOURCE"
    /// The container agent does not answer.
    case agent = "AGENT"
    /// Too many calls.
    case rate = "RATE"
    /// ECS, or the way to it, is in trouble.
    case service = "SERVICE"
    /// The task was asked for before, with other settings.
    case conflict = "CONFLICT"
    /// The caller may not.
    case access = "ACCESS_DENIED"
    /// The cluster is not there.
    case cluster = "CLUSTER"
    /// ECS does not take the request.
    case invalid = "INVALID"
    /// Nothing that is known here.
    case other = "OTHER"

    /// Reads the reason of an answer's failure.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
    init(reason: String) {
        self =
            switch reason {
            case _ where reason.hasPrefix("RESOURCE"): .resource
            case "AGENT": .agent
            case "ATTRIBUTE", "LOCATION", "INACTIVE", "MISSING": .invalid
            default: Self.meaning(of: reason) ?? .other
            }
    }

    /// Reads an error. Some of ECS's errors wrap those of other services, which only their message tells: a throttled
    /// look at a subnet is an `InvalidParameterException`.
    init(_ error: AWSError) {
        if let meaning = Self.meaning(of: error.message) {
            self = meaning
            return
        }
        self =
            switch error.code {
            case "ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded",
                "RequestThrottled", "RequestThrottledException", "SlowDown":
                .rate
            case "ConflictException": .conflict
            case "ServerException", "ServiceUnavailable", "ServiceUnavailableException", "InternalFailure",
                "RequestTimeout", "RequestTimeoutException", "transport":
                .service
            case "AccessDeniedException", "AccessDenied", "UnrecognizedClientException", "InvalidSignatureException",
                "ExpiredTokenException", "InvalidClientTokenId", "SignatureDoesNotMatch", "BlockedException",
                "noCredentials":
                .access
            case "ClusterNotFoundException": .cluster
            default: error.status == 429 ? .rate : (error.status ?? 0) >= 500 ? .service : .invalid
            }
    }

    private static func meaning(of text: String) -> LaunchObstacle? {
        if text.contains("apacity is unavailable") { return .capacity }
        if text.contains("reached the limit on the number of") { return .quota }
        if text.contains("Rate exceeded") { return .rate }
        return nil
    }

    /// Whether it may be gone after a while.
    var mayPass: Bool {
        switch self {
        case .capacity, .quota, .resource, .agent, .rate, .service, .other: true
        case .conflict, .access, .cluster, .invalid: false
        }
    }

    /// The failure of a task: what ECS said, and what to do.
    func failure(_ text: String, spot: Bool) -> LaunchFailure {
        LaunchFailure(reason: rawValue, detail: BoundedText.clean("\(text.prefix(300)); \(advice(spot: spot))"))
    }

    private func advice(spot: Bool) -> String {
        switch self {
        case .capacity: spot ? "run without spot, or try later" : "use subnets in more zones, or try later"
        case .quota:
            "use fewer tasks, or ask Service Quotas for more Fargate vCPUs (\(spot ? "L-36FBB829" : "L-3032A538"))"
        case .resource: "use subnets with more free addresses, or smaller tasks"
        case .agent: "try later"
        case .rate: "other launches of the account use up the rate; try later"
        case .service: "try later"
        case .conflict: "the run was launched with other settings before; choose another testId"
        case .access: "let the launcher call ecs:RunTask on this task definition and pass its roles (iam:PassRole)"
        case .cluster: "check the cluster's name, account and region"
        case .invalid: "check task definition, subnets and security groups of the fleet"
        case .other: "see 'Amazon ECS API failure reasons'"
        }
    }
}
