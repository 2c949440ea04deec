/// Where a construct stands in its tree.
public struct ConstructPath: Hashable, Sendable, CustomStringConvertible {
    /// The ids from the stack down to the construct itself.
    public let components: [String]

    /// A path.
    public init(_ components: [String]) {
        self.components = components
    }

    /// `Stack/Queue/Resource`.
    public var description: String { components.joined(separator: "/") }

    /// The name that a template gives to what stands here: of the path within the stack.
    public var logicalID: LogicalID { LogicalID(Array(components.dropFirst())) }

    /// The path of what is called `id` below.
    public func appending(_ id: String) -> ConstructPath { ConstructPath(components + [id]) }
}
