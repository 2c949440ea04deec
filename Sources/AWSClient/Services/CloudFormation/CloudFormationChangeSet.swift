/// A change set: what CloudFormation would do.
public struct CloudFormationChangeSet: Hashable, Sendable {
    /// ARN.
    public var id: String
    /// ARN of the stack.
    public var stackId: String
    /// `CREATE_PENDING`, `CREATE_IN_PROGRESS`, `CREATE_COMPLETE` or `FAILED`, among others.
    public var status: String
    /// Why it failed.
    public var statusReason: String?
    /// The changes.
    public var changes: [CloudFormationChange]

    /// Creates a description of a change set.
    public init(
        id: String,
        stackId: String,
        status: String,
        statusReason: String? = nil,
        changes: [CloudFormationChange] = []
    ) {
        self.id = id
        self.stackId = stackId
        self.status = status
        self.statusReason = statusReason
        self.changes = changes
    }

    init(_ element: XMLElement, changes: [CloudFormationChange]) {
        self.init(
            id: element.text("ChangeSetId") ?? "",
            stackId: element.text("StackId") ?? "",
            status: element.text("Status") ?? "",
            statusReason: element.text("StatusReason").flatMap { $0.isEmpty ? nil : $0 },
            changes: changes
        )
    }

    /// Whether it failed because there is nothing to change, for which CloudFormation has no code.
    public var isEmpty: Bool {
        guard status == "FAILED", let statusReason else { return false }
        return statusReason.contains("didn't contain changes")
            || statusReason.contains("No updates are to be performed")
    }
}

/// What would happen to one resource.
public struct CloudFormationChange: Hashable, Sendable {
    /// What is done.
    public enum Action: String, Hashable, Sendable, CaseIterable {
        /// Made.
        case add = "Add"
        /// Changed, or replaced.
        case modify = "Modify"
        /// Deleted.
        case remove = "Remove"
        /// Taken into the stack.
        case `import` = "Import"
        /// Decided while it is carried out.
        case dynamic = "Dynamic"
    }

    /// Whether another resource takes the place of this one.
    public enum Replacement: String, Hashable, Sendable, CaseIterable {
        /// It does.
        case always = "True"
        /// It does not.
        case never = "False"
        /// It depends on values that are known later.
        case conditional = "Conditional"
    }

    /// A property that changes.
    public struct Property: Hashable, Sendable, Comparable {
        /// `Properties`, `Tags`, `Metadata` and others.
        public var attribute: String
        /// Name of a property; nil for the other attributes.
        public var name: String?
        /// `Never`, `Conditionally`, `Always`: whether this change alone replaces the resource.
        public var recreation: String?
        /// Whether the value is known to change: false where it refers to another resource that changes, and shows only
        /// when that is done.
        public var isCertain: Bool

        /// Creates a property.
        public init(attribute: String, name: String? = nil, recreation: String? = nil, isCertain: Bool = true) {
            self.attribute = attribute
            self.name = name
            self.recreation = recreation
            self.isCertain = isCertain
        }

        /// By attribute, then by name, then what is certain.
        public static func < (a: Property, b: Property) -> Bool {
            (a.attribute, a.name ?? "", a.isCertain ? 0 : 1) < (b.attribute, b.name ?? "", b.isCertain ? 0 : 1)
        }
    }

    /// What is done; nil for what CloudFormation calls otherwise.
    public var action: Action?
    /// Id in the template.
    public var logicalId: String
    /// Name, URL or ARN, where the resource exists.
    public var physicalId: String?
    /// Such as `AWS::SQS::Queue`.
    public var type: String
    /// For `modify`.
    public var replacement: Replacement?
    /// What changes of it, in order and each once.
    public var properties: [Property]

    /// Creates a change.
    public init(
        _ action: Action?,
        _ logicalId: String,
        physicalId: String? = nil,
        type: String,
        replacement: Replacement? = nil,
        properties: [Property] = []
    ) {
        self.action = action
        self.logicalId = logicalId
        self.physicalId = physicalId
        self.type = type
        self.replacement = replacement
        self.properties = properties
    }

    init(_ element: XMLElement) {
        let properties = element.list("Details").compactMap { detail in
            detail["Target"].map { target in
                Property(
                    attribute: target.text("Attribute") ?? "",
                    name: target.text("Name"),
                    recreation: target.text("RequiresRecreation"),
                    isCertain: detail.text("Evaluation") != "Dynamic"
                )
            }
        }
        self.init(
            element.text("Action").flatMap(Action.init(rawValue:)),
            element.text("LogicalResourceId") ?? "",
            physicalId: element.text("PhysicalResourceId").flatMap { $0.isEmpty ? nil : $0 },
            type: element.text("ResourceType") ?? "",
            replacement: element.text("Replacement").flatMap(Replacement.init(rawValue:)),
            properties: Set(properties).sorted()
        )
    }
}
