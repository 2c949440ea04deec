public import Constructs

/// What tasks are made with: one container on Fargate. Environment variables are given to each task that is run.
public struct TaskDefinitionProps {
    /// The definition's name.
    public var family: String
    /// The container's name.
    public var containerName: String
    /// URI and tag of the image.
    public var image: Token
    /// What the container may do.
    public var taskRole: Role
    /// What ECS may do to start it.
    public var executionRole: Role
    /// Where it writes to.
    public var logs: LogGroup
    /// First part of the names of log streams.
    public var logPrefix: String
    /// CPU units, 1024 a virtual CPU.
    public var cpu = 256
    /// Memory in MiB.
    public var memory = 512
    /// `X86_64` or `ARM64`.
    public var architecture = "X86_64"
    /// The user in the container, not root.
    public var user = 65_532
    /// Seconds from SIGTERM to SIGKILL, 2–120.
    public var stopTimeout = 30

    /// A task of Fargate's smallest size.
    public init(
        family: String,
        containerName: String,
        image: Token,
        taskRole: Role,
        executionRole: Role,
        logs: LogGroup,
        logPrefix: String
    ) {
        self.family = family
        self.containerName = containerName
        self.image = image
        self.taskRole = taskRole
        self.executionRole = executionRole
        self.logs = logs
        self.logPrefix = logPrefix
    }
}

/// Tasks of one container on Fargate, without root and without a file system to write to.
public final class TaskDefinition: Component {
    /// What the container may do.
    public let taskRole: Role
    /// What ECS may do to start it.
    public let executionRole: Role

    /// A definition. What ECS needs to start a task of it (the log group, not the image) is granted.
    public init(_ scope: Construct, _ id: String, _ props: TaskDefinitionProps) {
        taskRole = props.taskRole
        executionRole = props.executionRole
        let container: Value = [
            "Name": .string(props.containerName), "Image": .token(props.image), "Essential": true,
            "User": .string("\(props.user):\(props.user)"), "ReadonlyRootFilesystem": true, "Privileged": false,
            "Memory": .integer(props.memory), "StopTimeout": .integer(props.stopTimeout),
            "LogConfiguration": [
                "LogDriver": "awslogs",
                "Options": [
                    "awslogs-group": .token(props.logs.logGroupName), "awslogs-region": .token(.region),
                    "awslogs-stream-prefix": .string(props.logPrefix),
                ],
            ],
        ]
        super.init(
            scope,
            id,
            type: "AWS::ECS::TaskDefinition",
            [
                "Family": .string(props.family), "Cpu": .string(String(props.cpu)),
                "Memory": .string(String(props.memory)), "NetworkMode": "awsvpc",
                "RequiresCompatibilities": ["FARGATE"],
                "RuntimePlatform": [
                    "CpuArchitecture": .string(props.architecture), "OperatingSystemFamily": "LINUX",
                ],
                "TaskRoleArn": .token(props.taskRole.arn), "ExecutionRoleArn": .token(props.executionRole.arn),
                "ContainerDefinitions": [container],
            ]
        )
        props.logs.grantWrite(to: executionRole)
        require(props.user != 0, "user is 0; a container does not run as root")
        require((2...120).contains(props.stopTimeout), "stopTimeout is \(props.stopTimeout) s; Fargate takes 2–120")
    }

    /// Its ARN, with the revision.
    public var arn: Token { ref }
}
