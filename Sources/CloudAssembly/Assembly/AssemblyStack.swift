/// What an assembly says of a stack.
public struct AssemblyStack: Sendable {
    /// A resource, parameter or output by the path of its construct.
    public struct Name: Hashable, Sendable {
        /// The path, from the stack's name on.
        public let path: String
        /// The name in the template.
        public let logicalID: String

        /// Creates a name.
        public init(path: String, logicalID: String) {
            self.path = path
            self.logicalID = logicalID
        }
    }

    /// The stack's name.
    public var name: String
    /// The template, JSON.
    public var template: [UInt8]
    /// Which construct each entry of the template comes from: the `cdk` command names resources by it.
    public var names: [Name]
    /// The constructs; the stack is the root.
    public var tree: AssemblyNode
    /// Tags of the stack, which CloudFormation passes on to its resources.
    public var tags: [String: String]
    /// Whether the stack refuses to be deleted.
    public var isProtected: Bool
    /// What the `cdk` command is to say of the stack whenever it has read the assembly.
    public var notices: [String]

    /// Creates a stack.
    public init(
        name: String,
        template: [UInt8],
        names: [Name],
        tree: AssemblyNode,
        tags: [String: String] = [:],
        isProtected: Bool = false,
        notices: [String] = []
    ) {
        self.name = name
        self.template = template
        self.names = names
        self.tree = tree
        self.tags = tags
        self.isProtected = isProtected
        self.notices = notices
    }
}

/// A construct, as tools that show the tree of an application see it.
public struct AssemblyNode: Hashable, Sendable {
    /// The id among its siblings.
    public var id: String
    /// The path, from the stack's name on.
    public var path: String
    /// The type of resource, where it is one.
    public var resourceType: String?
    /// The constructs below.
    public var children: [AssemblyNode]

    /// Creates a node.
    public init(id: String, path: String, resourceType: String? = nil, children: [AssemblyNode] = []) {
        self.id = id
        self.path = path
        self.resourceType = resourceType
        self.children = children
    }
}
