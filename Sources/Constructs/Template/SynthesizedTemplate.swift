/// A stack as CloudFormation takes it, with what an assembly for the `cdk` command says of it.
public struct SynthesizedTemplate: Sendable {
    /// The name of one entry of the template.
    public struct Name: Hashable, Sendable {
        /// The construct's path, from the stack's name on: `Stack/Queue/Resource`.
        public let path: String
        /// Its name in the template.
        public let logicalId: String
    }

    /// The stack's name.
    public let name: String
    /// The template.
    public let template: JSONValue
    /// Resources, parameters and outputs, in the order of the tree.
    public let logicalIds: [Name]
    /// The tree of constructs, the stack at its root.
    public let tree: TreeNode

    /// The template as compact JSON: equal trees give equal bytes. CloudFormation takes 51,200 of them inline.
    public var json: [UInt8] { template.bytes(.compact) }
}

/// A construct in a tree that is only looked at.
public struct TreeNode: Hashable, Sendable {
    /// Its id; the stack's name at the root.
    public let id: String
    /// The path, from the stack's name on.
    public let path: String
    /// The resource's type; nil for a construct that is none.
    public let resourceType: String?
    /// The constructs below, in the order of their creation.
    public let children: [TreeNode]

    init(_ construct: Construct) {
        id = construct.id
        path = construct.path.description
        resourceType = (construct as? CfnResource)?.type
        children = construct.children.map(TreeNode.init)
    }
}
