/// `tree.json`
struct TreeDocument: Encodable {
    struct Node: Encodable {
        let id: String
        let path: String
        var children: [String: Node]?
        var attributes: [String: String]?
        let constructInfo: Info

        init(_ node: AssemblyNode) {
            id = node.id
            path = node.path
            children =
                node.children.isEmpty ? nil : Dictionary(node.children.map { ($0.id, Node($0)) }) { first, _ in first }
            attributes = node.resourceType.map { ["aws:cdk:cloudformation:type": $0] }
            constructInfo = Info(fqn: node.resourceType == nil ? "constructs.Construct" : "aws-cdk-lib.CfnResource")
        }

        /// The application, above the stack.
        init(above stack: Node) {
            id = "App"
            path = ""
            children = [stack.id: stack]
            constructInfo = Info(fqn: "constructs.Construct")
        }
    }

    struct Info: Encodable {
        let fqn: String
        let version = "0.0.0"
    }

    let version = "tree-0.1"
    let tree: Node

    init(_ stack: AssemblyStack) {
        tree = Node(above: Node(stack.tree))
    }
}
