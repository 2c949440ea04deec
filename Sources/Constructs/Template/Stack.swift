/// The root of a tree that becomes one CloudFormation template.
open class Stack: Construct {
    /// The stack's name.
    public var name: String { id }
    /// What the template says of itself.
    public var text: String?

    /// An empty stack.
    /// - Parameter name: A letter, then letters, digits and hyphens, at most 128.
    public init(name: String, text: String? = nil) {
        self.text = text
        super.init(root: name)
        let bytes = Array(name.utf8)
        let isName =
            bytes.count <= 128 && bytes.first.map(Self.isLetter) == true
            && bytes.allSatisfy { Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
        if !isName {
            report(
                .invalidId,
                "'\(name.prefix(140))' is no name of a stack; give a letter, then A-Z a-z 0-9 -, at most 128"
            )
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// The template of all that was created below, in bytes that depend on the tree alone. The tree is locked by it.
    /// - Throws: ``Diagnostics`` with everything that is wrong.
    public func synthesize() throws(Diagnostics) -> SynthesizedTemplate {
        let constructs = withDescendants
        ledger.isLocked = true
        let faults = ledger.diagnostics + Synthesis.faults(constructs)
        guard faults.isEmpty else { throw Diagnostics(faults) }
        let template = Synthesis.template(constructs, text: text)
        return SynthesizedTemplate(
            name: name,
            template: template,
            logicalIds: constructs.compactMap { construct in
                (construct as? any TemplateElement).map {
                    SynthesizedTemplate.Name(path: construct.path.description, logicalId: $0.logicalID.text)
                }
            },
            tree: TreeNode(self)
        )
    }
}
