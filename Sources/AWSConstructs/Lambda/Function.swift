public import Constructs

/// What a function is made with.
public struct FunctionProps {
    /// Its name.
    public var name: String
    /// What it does.
    public var text: String
    /// The bucket and the key of its zip, whose `bootstrap` is run.
    public var code: (bucket: Token, key: String)
    /// What it may do.
    public var role: Role
    /// Where it writes to.
    public var logs: LogGroup
    /// Memory in MiB, 128–10,240; processors are given in proportion.
    public var memory = 128
    /// Seconds for one invocation, 1–900.
    public var timeout = 3
    /// `arm64` or `x86_64`.
    public var architecture = "x86_64"
    /// Environment variables.
    public var environment: [String: Token] = [:]
    /// Invocations at once, taken from the account's; nil for none of its own.
    public var reservedConcurrency: Int?
    /// The key that encrypts the environment; nil for one that Lambda owns.
    public var key: EncryptionKey?
    /// Where events go that it failed on three times.
    public var deadLetters: Queue?

    /// A function with Lambda's own defaults.
    public init(name: String, text: String, code: (bucket: Token, key: String), role: Role, logs: LogGroup) {
        self.name = name
        self.text = text
        self.code = code
        self.role = role
        self.logs = logs
    }
}

/// A function that is an executable of its own, on Amazon Linux 2023.
public final class Function: Component {
    private let role: Role

    /// A function, made once its role may do what it may.
    public init(_ scope: Construct, _ id: String, _ props: FunctionProps) {
        role = props.role
        super.init(
            scope,
            id,
            type: "AWS::Lambda::Function",
            [
                "FunctionName": .string(props.name), "Description": .string(props.text), "Runtime": "provided.al2023",
                "Handler": "bootstrap", "Architectures": [.string(props.architecture)],
                "Code": ["S3Bucket": .token(props.code.bucket), "S3Key": .string(props.code.key)],
                "Role": .token(props.role.arn), "MemorySize": .integer(props.memory),
                "Timeout": .integer(props.timeout),
                "Environment": ["Variables": .object(props.environment.mapValues(Value.token))],
                "KmsKeyArn": props.key.map { .token($0.arn) },
                "ReservedConcurrentExecutions": props.reservedConcurrency.map(Value.integer),
                "LoggingConfig": ["LogGroup": .token(props.logs.logGroupName)],
                "DeadLetterConfig": props.deadLetters.map { ["TargetArn": .token($0.arn)] },
            ]
        )
        props.logs.grantWrite(to: role)
        props.deadLetters?.grantSendMessages(to: role, "SendFailedEvents")
        require((128...10_240).contains(props.memory), "memory is \(props.memory) MiB; Lambda takes 128–10240")
        require((1...900).contains(props.timeout), "timeout is \(props.timeout) s; Lambda takes 1–900")
        role.isNeeded(by: resource)
    }

    /// Its ARN.
    public var arn: Token { getAtt("Arn") }

    /// Has messages of a queue handled, with the ones that failed named in the answer.
    /// - Parameters:
    ///   - batchWindow: Seconds that a batch waits to become full; at least 1 for a batch of more than 10.
    ///   - concurrency: Invocations at once, 2–1,000; nil for as many as there are.
    public func consume(_ queue: Queue, batchSize: Int, batchWindow: Int, concurrency: Int?) {
        queue.grantConsumeMessages(to: role)
        let window = batchWindow == 0 ? nil : Value.integer(batchWindow)
        let mapping = CfnResource(
            self,
            "QueueMapping",
            type: "AWS::Lambda::EventSourceMapping",
            [
                "EventSourceArn": .token(queue.arn), "FunctionName": .token(ref), "BatchSize": .integer(batchSize),
                "MaximumBatchingWindowInSeconds": window, "FunctionResponseTypes": ["ReportBatchItemFailures"],
                "ScalingConfig": concurrency.map { ["MaximumConcurrency": .integer($0)] },
            ]
        )
        mapping.require(
            batchSize <= 10 || batchWindow > 0,
            "batchSize is \(batchSize); above 10 it needs a batchWindow"
        )
    }

    /// Has it invoked every so many minutes.
    /// - Parameter input: The event, JSON.
    public func schedule(everyMinutes minutes: Int, input: String) {
        let rule = CfnResource(
            self,
            "Schedule",
            type: "AWS::Events::Rule",
            [
                "ScheduleExpression": .string(minutes == 1 ? "rate(1 minute)" : "rate(\(minutes) minutes)"),
                "State": "ENABLED", "Targets": [["Id": "Function", "Arn": .token(arn), "Input": .string(input)]],
            ]
        )
        rule.require(minutes >= 1, "every \(minutes) minutes is no schedule; give 1 or more")
        _ = CfnResource(
            self,
            "ScheduleInvocation",
            type: "AWS::Lambda::Permission",
            [
                "Action": "lambda:InvokeFunction", "FunctionName": .token(arn), "Principal": "events.amazonaws.com",
                "SourceArn": .token(rule.getAtt("Arn")),
            ]
        )
    }
}
