/// A stack.
public struct CloudFormationStack: Hashable, Sendable {
    /// ARN; tells a stack from an earlier one of its name.
    public var id: String
    /// Name.
    public var name: String
    /// Such as `CREATE_COMPLETE`.
    public var status: String
    /// Why it is in that status, where CloudFormation says so.
    public var statusReason: String?
    /// Values that the template gives out, by key.
    public var outputs: [String: String]
    /// Whether it cannot be deleted until that is switched off.
    public var isProtected: Bool

    /// Creates a stack's description.
    public init(
        id: String,
        name: String,
        status: String,
        statusReason: String? = nil,
        outputs: [String: String] = [:],
        isProtected: Bool = false
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.statusReason = statusReason
        self.outputs = outputs
        self.isProtected = isProtected
    }

    init(_ element: XMLElement) {
        id = element.text("StackId") ?? ""
        name = element.text("StackName") ?? ""
        status = element.text("StackStatus") ?? ""
        statusReason = element.text("StackStatusReason").flatMap { $0.isEmpty ? nil : $0 }
        outputs = [:]
        for output in element.list("Outputs") {
            if let key = output.text("OutputKey") { outputs[key] = output.text("OutputValue") ?? "" }
        }
        isProtected = element.text("EnableTerminationProtection") == "true"
    }
}

/// A resource of a stack.
public struct CloudFormationResource: Hashable, Sendable {
    /// Id in the template.
    public var logicalId: String
    /// Name, URL or ARN, as the type has it; nil where it was not made.
    public var physicalId: String?
    /// Such as `AWS::SQS::Queue`.
    public var type: String
    /// Such as `CREATE_COMPLETE`.
    public var status: String

    /// Creates a resource's description.
    public init(logicalId: String, physicalId: String?, type: String, status: String) {
        self.logicalId = logicalId
        self.physicalId = physicalId
        self.type = type
        self.status = status
    }

    init(_ element: XMLElement) {
        logicalId = element.text("LogicalResourceId") ?? ""
        physicalId = element.text("PhysicalResourceId").flatMap { $0.isEmpty ? nil : $0 }
        type = element.text("ResourceType") ?? ""
        status = element.text("ResourceStatus") ?? ""
    }
}

/// What happened to a resource, or to the stack itself.
public struct CloudFormationEvent: Hashable, Sendable {
    /// Unique id.
    public var id: String
    /// Id in the template; of events of the stack itself, its name.
    public var logicalId: String
    /// Name, URL or ARN, as the type has it; of events of the stack itself, its ARN.
    public var physicalId: String?
    /// Such as `AWS::SQS::Queue`; `AWS::CloudFormation::Stack` for the stack itself.
    public var type: String
    /// Such as `CREATE_FAILED`.
    public var status: String
    /// Why, where CloudFormation says so.
    public var reason: String?
    /// Milliseconds since the Unix epoch.
    public var time: Int64?
    /// The token of the request that led to it.
    public var token: String?

    /// Creates an event.
    public init(
        id: String,
        logicalId: String,
        physicalId: String? = nil,
        type: String,
        status: String,
        reason: String? = nil,
        time: Int64? = nil,
        token: String? = nil
    ) {
        self.id = id
        self.logicalId = logicalId
        self.physicalId = physicalId
        self.type = type
        self.status = status
        self.reason = reason
        self.time = time
        self.token = token
    }

    init(_ element: XMLElement) {
        self.init(
            id: element.text("EventId") ?? "",
            logicalId: element.text("LogicalResourceId") ?? "",
            physicalId: element.text("PhysicalResourceId").flatMap { $0.isEmpty ? nil : $0 },
            type: element.text("ResourceType") ?? "",
            status: element.text("ResourceStatus") ?? "",
            reason: element.text("ResourceStatusReason").flatMap { $0.isEmpty ? nil : $0 },
            time: element.text("Timestamp").flatMap(ISO8601Instant.epochMilliseconds),
            token: element.text("ClientRequestToken").flatMap { $0.isEmpty ? nil : $0 }
        )
    }
}
