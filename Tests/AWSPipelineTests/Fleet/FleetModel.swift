import AWSClient

/// The tasks of a cluster. Time is a parameter.
struct FleetModel {
    struct Member {
        var arn: String
        var startedBy: String?
        var family = "worker"
        var overrides: WireValue
        var createdAt: Duration
        /// Lists that do not show it yet.
        var unseenBy: Int
        var lastStatus = "PROVISIONING"
        var desiredStatus = "RUNNING"
        var stopCode: String?
        var stoppedReason: String?
        var containers: [WireValue] = []
        /// ECS does not know it any more.
        var isForgotten = false

        var index: Int? {
            let container = try? overrides.list("containerOverrides").first
            let value = try? container?.list("environment").first { try $0.text("name") == "TASK_INDEX" }?.text("value")
            return value.flatMap { Int($0) }
        }
    }

    struct Token {
        var parameters: WireValue
        /// ARN, or the failure.
        var outcome: Result<String, Refusal>
    }

    struct Refusal: Error {
        var reason: String
        var detail: String?
    }

    /// Lists that do not show a new task.
    var listLag = 0
    /// Tasks that may run at once; more are refused as beyond the account's vCPUs.
    var quota = Int.max
    /// Refusals of the next calls that would start a task.
    var refusals: [Refusal] = []
    /// Whether a refusal is remembered under its token. AWS's page on idempotency suggests it and does not say it.
    var remembersRefusals = true
    /// Faults by operation and ordinal of call.
    var faults: [String: [Int: FakeECS.Fault]] = [:]
    /// Faults of every call of an operation until a time.
    var outages: [String: (until: Duration, error: AWSError)] = [:]
    var members: [Member] = []
    var tokens: [String: Token] = [:]
    private(set) var calls: [String: [WireValue]] = [:]
    private(set) var mostAtOnce: [String: Int] = [:]
    private(set) var throttled = 0
    private var atOnce: [String: Int] = [:]
    /// Launches that Fargate still admits at `bucketTime`.
    var bucket = 100.0
    private var bucketTime = Duration.zero

    mutating func begin(_ operation: String) {
        atOnce[operation, default: 0] += 1
        mostAtOnce[operation] = max(mostAtOnce[operation] ?? 0, atOnce[operation] ?? 0)
    }

    mutating func end(_ operation: String) {
        atOnce[operation, default: 0] -= 1
    }

    mutating func handle(_ operation: String, _ input: WireValue, at now: Duration) throws -> WireValue {
        calls[operation, default: []].append(input)
        let fault = faults[operation]?[calls[operation]?.count ?? 0]
        if case .error(let error)? = fault { throw error }
        if let outage = outages[operation], now < outage.until { throw outage.error }
        let answer =
            switch operation {
            case "RunTask": try runTask(input, at: now)
            case "ListTasks": try listTasks(input)
            case "DescribeTasks": try describeTasks(input)
            case "StopTask": try stopTask(input)
            default: throw AWSError(operation: operation, code: "InvalidAction", message: "", status: 400)
            }
        switch fault {
        case .lostAnswer: throw AWSError(operation: operation, code: "transport", message: "connection closed")
        case .death: throw FakeECS.Death()
        case .error, nil: return answer
        }
    }

    /// Takes a launch out of Fargate's bucket.
    mutating func admit(at now: Duration) -> Bool {
        bucket = min(100, bucket + (now - bucketTime) / .seconds(1) * 20)
        bucketTime = now
        guard bucket >= 1 - 1e-6 else {
            throttled += 1
            return false
        }
        bucket -= 1
        return true
    }
}
