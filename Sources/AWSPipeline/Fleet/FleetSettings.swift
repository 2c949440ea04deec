internal import ResultPipeline

extension ECSFleet {
    /// Which tasks a fleet starts, and where.
    public struct Settings: Hashable, Sendable {
        /// Name or ARN of the cluster.
        public var cluster: String
        /// Family, or ARN, of the worker's task definition.
        public var taskDefinition: String
        /// Name of the worker's container in it.
        public var containerName: String
        /// Ids of the subnets in which tasks run; none for a task definition that needs no network of its own.
        public var subnets: [String]
        /// Ids of the tasks' security groups; none for the VPC's default.
        public var securityGroups: [String]
        /// Whether tasks get a public address, which they need where no NAT gateway or endpoint leads out.
        public var assignPublicIp: Bool
        /// Whether tasks run on spare capacity, which AWS may take back at two minutes' notice.
        public var spot: Bool
        /// What every task is told of the deployment, as environment variables of its container: they go before those of the
        /// task definition.
        public var workerEnvironment: [String: String]
        /// Tags of the tasks, such as for the allocation of costs. Setting any requires `ecs:TagResource`.
        public var tags: [String: String]

        /// Settings of a fleet.
        public init(
            cluster: String,
            taskDefinition: String,
            containerName: String,
            subnets: [String] = [],
            securityGroups: [String] = [],
            assignPublicIp: Bool = false,
            spot: Bool = false,
            workerEnvironment: [String: String] = [:],
            tags: [String: String] = [:]
        ) {
            self.cluster = cluster
            self.taskDefinition = taskDefinition
            self.containerName = containerName
            self.subnets = subnets
            self.securityGroups = securityGroups
            self.assignPublicIp = assignPublicIp
            self.spot = spot
            self.workerEnvironment = workerEnvironment
            self.tags = tags
        }

        /// These settings for one run, which may ask for spare capacity itself.
        func of(_ header: RunHeader) -> Settings {
            var settings = self
            settings.spot = spot || header.usesSpot
            return settings
        }
    }
}
