/// A node in the tree that becomes a template: a resource, or a group of them with a meaning.
///
/// Nothing here throws: what is wrong is noted with the construct's path and thrown, all at once, by
/// ``Stack/synthesize()``. Trees are built and read on one thread.
open class Construct {
    /// The construct's name among its siblings.
    public let id: String
    /// Where it stands.
    public let path: ConstructPath
    /// The constructs below, in the order of their creation.
    public private(set) var children: [Construct] = []
    let ledger: Ledger

    /// A construct below `scope`.
    /// - Parameter id: Unlike its siblings', not empty, without a slash. It is part of the names of all resources below:
    ///   to change it is to replace them.
    public init(_ scope: Construct, _ id: String) {
        self.id = id
        path = scope.path.appending(id)
        ledger = scope.ledger
        scope.adopt(self)
    }

    init(root id: String) {
        self.id = id
        path = ConstructPath([id])
        ledger = Ledger()
    }

    /// Notes a fault of this construct.
    public func report(_ code: Diagnostic.Code, _ message: String) {
        ledger.diagnostics.append(Diagnostic(code, path.description, message))
    }

    /// Notes a value that is none, unless it holds.
    /// - Parameters:
    ///   - holds: Whether the value is right.
    ///   - message: The property, the value it has, and what it may be.
    public func require(_ holds: Bool, _ message: @autoclosure () -> String) {
        if !holds { report(.invalidValue, message()) }
    }

    private func adopt(_ child: Construct) {
        if ledger.isLocked {
            child.report(.locked, "the template is made already; create constructs before synthesize()")
        }
        if child.id.isEmpty || child.id.contains("/") {
            child.report(.invalidId, "'\(child.id)' is no id; give one that is not empty and has no slash")
        } else if children.contains(where: { $0.id == child.id }) {
            child.report(.invalidId, "'\(child.id)' is the id of another construct here; give this one its own")
        }
        children.append(child)
    }

    /// This construct and all below it, parents before children.
    var withDescendants: [Construct] { [self] + children.flatMap(\.withDescendants) }
}

/// What the constructs of a tree share.
final class Ledger {
    var diagnostics: [Diagnostic] = []
    var isLocked = false
}
