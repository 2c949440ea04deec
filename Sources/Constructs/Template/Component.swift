/// A construct with a meaning around one resource, its child `Resource`. What else belongs to the meaning (a policy, a
/// permission) is a child beside it.
open class Component: Construct {
    private let type: String
    private let initial: [String: Value?]

    /// The resource itself: the way past what the construct offers.
    public private(set) lazy var resource = CfnResource(self, type: type, initial)

    /// A construct around a resource of a type.
    public init(_ scope: Construct, _ id: String, type: String, _ properties: [String: Value?]) {
        self.type = type
        initial = properties
        super.init(scope, id)
        _ = resource
    }

    /// What `Ref` gives for the resource.
    public var ref: Token { resource.ref }

    /// An attribute of the resource.
    public func getAtt(_ name: String) -> Token { resource.getAtt(name) }
}
