/// What `RunTask` is asked for.
public struct ECSRunTask: Hashable, Sendable, Encodable {
    /// Name or ARN of the cluster.
    public var cluster: String
    /// Family, family and revision, or ARN of the task definition.
    public var taskDefinition: String
    /// How many tasks, 1…10.
    public var count: Int = 1
    /// `FARGATE`, unless a capacity provider strategy is given.
    public var launchType: String?
    /// Where the tasks run, instead of a launch type.
    public var capacityProviderStrategy: [CapacityProvider]?
    /// The tasks' network; required for tasks of network mode `awsvpc`, to which all Fargate tasks belong.
    public var networkConfiguration: Network?
    /// What differs from the task definition, 8192 characters as JSON at most.
    public var overrides: Overrides?
    /// Names who started the tasks, to list them by: up to 128 of `A-Za-z0-9-_/`.
    public var startedBy: String?
    /// Tags of the tasks.
    public var tags: [Tag]?
    /// Makes the request idempotent: up to 64 characters of 33…126 in ASCII. For 24 hours, and at most an hour past the end
    /// of its tasks, the same token is answered with the same outcome, failures included; with other parameters it is a
    /// `ConflictException`.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
    public var clientToken: String?

    /// Creates a request for one task.
    public init(cluster: String, taskDefinition: String) {
        self.cluster = cluster
        self.taskDefinition = taskDefinition
    }

    /// One item of a capacity provider strategy.
    public struct CapacityProvider: Hashable, Sendable, Encodable {
        /// Its name, such as `FARGATE_SPOT`.
        public var capacityProvider: String
        /// Its share of the tasks, relative to the other items.
        public var weight: Int

        /// Creates an item.
        public init(_ capacityProvider: String, weight: Int = 1) {
            self.capacityProvider = capacityProvider
            self.weight = weight
        }
    }

    /// The network of tasks with an interface of their own.
    public struct Network: Hashable, Sendable, Encodable {
        /// Subnets, security groups and public address.
        public var awsvpcConfiguration: VPC

        /// The members of `awsvpcConfiguration`.
        public struct VPC: Hashable, Sendable, Encodable {
            /// Ids of subnets, one at least.
            public var subnets: [String]
            /// Ids of security groups; nil for the VPC's default.
            public var securityGroups: [String]?
            /// `ENABLED` or `DISABLED`.
            public var assignPublicIp: String
        }

        /// Creates a network; no security groups mean the VPC's default.
        public init(subnets: [String], securityGroups: [String], assignPublicIp: Bool) {
            awsvpcConfiguration = VPC(
                subnets: subnets,
                securityGroups: securityGroups.isEmpty ? nil : securityGroups,
                assignPublicIp: assignPublicIp ? "ENABLED" : "DISABLED"
            )
        }
    }

    /// A tag.
    public struct Tag: Hashable, Sendable, Encodable {
        /// Up to 128 characters.
        public var key: String
        /// Up to 256 characters.
        public var value: String

        /// Creates a tag.
        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// What differs from the task definition.
    public struct Overrides: Hashable, Sendable, Codable {
        /// By container.
        public var containerOverrides: [Container]?

        /// Creates overrides of containers.
        public init(containerOverrides: [Container]) {
            self.containerOverrides = containerOverrides
        }

        /// What differs for one container.
        public struct Container: Hashable, Sendable, Codable {
            /// Its name in the task definition.
            public var name: String?
            /// Environment variables to set.
            public var environment: [Variable]?

            /// Creates overrides of a container.
            public init(name: String, environment: [Variable]) {
                self.name = name
                self.environment = environment
            }
        }

        /// An environment variable.
        public struct Variable: Hashable, Sendable, Codable {
            /// Its name.
            public var name: String?
            /// Its value.
            public var value: String?

            /// Creates a variable.
            public init(_ name: String, _ value: String) {
                self.name = name
                self.value = value
            }
        }
    }
}
