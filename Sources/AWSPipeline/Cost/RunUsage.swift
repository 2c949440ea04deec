internal import LoadPlan
public import ResultPipeline

/// What a run uses of AWS, as far as it can be known before it runs.
public struct RunUsage: Hashable, Sendable {
    /// The machine a task gets, as its task definition says.
    public struct TaskSize: Hashable, Sendable {
        /// Share of a vCPU in units of 1/1024.
        public var cpuUnits: Int
        /// Memory in MiB.
        public var memoryMiB: Int
        /// ARM instead of x86.
        public var isARM: Bool
        /// The task has a public IPv4 address.
        public var hasPublicAddress: Bool

        /// Creates a size; the default is half a vCPU with 1 GB on x86, without a public address.
        public init(
            cpuUnits: Int = 512,
            memoryMiB: Int = 1024,
            isARM: Bool = false,
            hasPublicAddress: Bool = false
        ) {
            self.cpuUnits = cpuUnits
            self.memoryMiB = memoryMiB
            self.isARM = isARM
            self.hasPublicAddress = hasPublicAddress
        }
    }

    /// Tasks that are started.
    public var tasks: Int
    /// The machine each of them gets.
    public var size: TaskSize
    /// Tasks run on Fargate Spot.
    public var usesSpot: Bool
    /// Seconds that a task is billed besides the load: from the pull of its image to the start, and until its last message
    /// is out.
    public var startUpSeconds: Double
    /// Seconds of load.
    public var loadSeconds: Double
    /// Messages from tasks to the table: windows, and two for each task's start and end.
    public var messages: Int
    /// Bytes of a message's item in the table.
    public var itemBytes: Int
    /// Bytes sent to the target; 0 where the plan does not tell how many requests there will be.
    public var bytesSent: Double
    /// Bytes sent and received go through a NAT gateway.
    public var usesNATGateway: Bool

    /// Creates a usage of given figures.
    public init(
        tasks: Int,
        size: TaskSize = TaskSize(),
        usesSpot: Bool = false,
        startUpSeconds: Double = 120,
        loadSeconds: Double,
        messages: Int,
        itemBytes: Int = ReportingInterval.itemBytes,
        bytesSent: Double = 0,
        usesNATGateway: Bool = false
    ) {
        self.tasks = max(0, tasks)
        self.size = size
        self.usesSpot = usesSpot
        self.startUpSeconds = max(0, startUpSeconds)
        self.loadSeconds = max(0, loadSeconds)
        self.messages = max(0, messages)
        self.itemBytes = max(0, itemBytes)
        self.bytesSent = max(0, bytesSent)
        self.usesNATGateway = usesNATGateway
    }

    /// What the run of `header` uses when `tasks` of its tasks carry the load for `loadSeconds`.
    public init(
        _ header: RunHeader,
        tasks: Int,
        loadSeconds: Double,
        size: TaskSize = TaskSize(),
        usesNATGateway: Bool = false
    ) {
        let window = Double(max(1, header.windowLength)) / 1000
        let windows = (max(0, loadSeconds) / window).rounded(.up)
        let planned = header.plan.profile.seconds
        let requests = Double(header.plan.profile.arrivals ?? 0) * (planned > 0 ? min(1, loadSeconds / planned) : 0)
        self.init(
            tasks: tasks,
            size: size,
            usesSpot: header.usesSpot,
            loadSeconds: loadSeconds,
            messages: max(0, tasks) * (Int(min(windows, 1e9)) + 2),
            bytesSent: requests * Double(header.plan.request.estimatedBytes),
            usesNATGateway: usesNATGateway
        )
    }
}

extension RequestSpec {
    /// Bytes on the wire: the request's own, and some 150 for the fields that the client writes and the packets' headers.
    fileprivate var estimatedBytes: Int {
        headers.reduce(150 + method.utf8.count + url.requestTarget.utf8.count + body.count) {
            $0 + $1.name.utf8.count + $1.value.utf8.count + 4
        }
    }
}
