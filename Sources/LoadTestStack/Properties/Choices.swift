/// Processors that Lambda and Fargate have.
public enum Architecture: String, Sendable, CaseIterable {
    /// Intel and AMD, 64 bits.
    case x86 = "x86_64"
    /// Graviton: a fifth cheaper.
    case arm = "arm64"
}

/// Whose keys encrypt what is stored.
public enum Encryption: String, Sendable, CaseIterable {
    /// A key of the stack, which its account controls: a dollar a month.
    case customerKey = "customer-key"
    /// Keys that AWS owns and controls: for nothing.
    case awsOwned = "aws-owned"
}

/// What becomes of the results when the stack is deleted.
public enum Removal: String, Sendable, CaseIterable {
    /// They are deleted with it.
    case destroy
    /// The results table stays, and the key that decrypts it.
    case retain
}

/// Where tasks run.
public enum Network: String, Sendable, CaseIterable {
    /// In public subnets of a VPC of the stack's own. Tasks have a public address and take no connections. Costs nothing
    /// while no task runs.
    case publicSubnets = "public"
    /// In private subnets of a VPC of the stack's own, with endpoints for the services of AWS that tasks use.
    case privateSubnets = "private"
    /// In subnets of a VPC that is there.
    case existing
}

/// Which connections a VPC logs.
public enum FlowLogs: String, Sendable, CaseIterable {
    /// None.
    case off
    /// Those that a security group or an access list refused.
    case rejected
    /// Every one: at the rates of a load test that may cost more than the test.
    case all
}
