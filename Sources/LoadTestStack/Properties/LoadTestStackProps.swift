/// Everything that can be decided about a deployment. Each property that is text or a number can be given as
/// `--context NAME=VALUE` too: see ``properties``.
public struct LoadTestStackProps: Hashable, Sendable {
    /// The zip of `EcsLoadTestLauncher`.
    public var launcherCode = FunctionCode(key: "EcsLoadTestLauncher.zip")
    /// The zip of `LoadTestProcessor`.
    public var processorCode = FunctionCode(key: "LoadTestProcessor.zip")
    /// Tag of the worker's image in the stack's own repository. Tags there are immutable: one that names the content.
    public var imageTag = "unpublished"
    /// What functions and tasks run on. Zips and image must be built for it.
    public var architecture = Architecture.x86
    /// Whose keys encrypt what is stored.
    public var encryption = Encryption.customerKey
    /// What becomes of the results when the stack is deleted.
    public var removal = Removal.destroy

    /// The launcher's memory in MiB.
    public var launcherMemory = 256
    /// The launcher's time-out in seconds.
    public var launcherTimeout = 60
    /// Launches at once, reserved for it, and one more for the sweep; 0 for as many as the account has left.
    public var launcherConcurrency = 5
    /// The processor's memory in MiB.
    public var processorMemory = 512
    /// The processor's time-out in seconds: at most a sixth of ``visibilityTimeout``.
    public var processorTimeout = 50
    /// Processors at once, reserved for it; 0 for as many as the account has left.
    public var processorConcurrency = 10
    /// Most messages of one invocation of the processor.
    public var processorBatchSize = 10
    /// Seconds that a batch waits to become full.
    public var processorBatchWindow = 0
    /// Minutes from one sweep to the next.
    public var sweepInterval = 5
    /// Seconds past the end of a run after which its tasks are orphans.
    public var sweepGrace = 300

    /// Seconds for which a message that was received is hidden from others.
    public var visibilityTimeout = 300
    /// Days for which a message waits at most.
    public var queueRetention = 4
    /// Days for which a dead letter is kept.
    public var deadLetterRetention = 14
    /// Days for which results and runs are kept after they were made.
    public var resultsRetention = 90
    /// Receives after which a message is a dead letter.
    public var maxReceives = 3

    /// A task's CPU units, 1024 a virtual CPU.
    public var taskCpu = 512
    /// A task's memory in MiB.
    public var taskMemory = 1024
    /// Seconds from SIGTERM to SIGKILL.
    public var taskStopTimeout = 120
    /// Whether ECS measures each task.
    public var containerInsights = true
    /// Whether private addresses may be put under load.
    public var allowPrivateTargets = false
    /// Names of the S3 buckets whose plans and data the launcher and tasks may read.
    public var planBuckets: [String] = []
    /// ARNs of the secrets (Secrets Manager) and parameters (Systems Manager) that tasks may read.
    public var secretArns: [String] = []
    /// ARNs of the APIs (API Gateway, service `execute-api`) that tasks may call with requests signed by their role.
    public var apiArns: [String] = []

    /// Where tasks run.
    public var network = Network.publicSubnets
    /// Addresses of the stack's own VPC: a private IPv4 block of /16 to /24.
    public var vpcCidr = "10.0.0.0/16"
    /// Availability zones of the stack's own VPC.
    public var availabilityZones = 2
    /// NAT gateways of private subnets; 0 where only private addresses are put under load.
    public var natGateways = 0
    /// Which connections of the stack's own VPC are logged.
    public var flowLogs = FlowLogs.off
    /// The existing VPC.
    public var vpcId = ""
    /// The subnets in it.
    public var subnetIds: [String] = []
    /// Whether tasks in an existing VPC get a public address.
    public var assignPublicIp = false
    /// Whether tasks in an existing VPC reach their target through a NAT gateway, for estimates of the cost.
    public var usesNatGateway = false

    /// Days for which logs are kept.
    public var logRetention = 365
    /// Who is told of alarms by e-mail, once the address is confirmed; nobody where empty.
    public var alarmEmail = ""
    /// Seconds that the oldest message may wait before there is an alarm.
    public var messageAgeAlarm = 300
    /// Whether the processor writes figures of the results as metrics of CloudWatch, which are paid for each.
    public var embeddedMetrics = false
    /// Whether there is a dashboard.
    public var dashboard = true
    /// Endpoint of AWS for functions and tasks, where it is an emulator's; empty for AWS.
    public var endpointUrl = ""

    /// The contract's defaults.
    public init() {}
}
