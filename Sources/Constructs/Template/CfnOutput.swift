/// A value that a stack shows once it is deployed.
public final class CfnOutput: Construct, TemplateElement {
    static let section = "Outputs"

    /// The value.
    public let value: Token
    /// What the value is.
    public let text: String
    /// The name under which other stacks of the region import it; nil for none.
    public let exportName: Token?

    /// An output, named by its path like a resource.
    public init(_ scope: Construct, _ id: String, _ value: Token, text: String, exportName: Token? = nil) {
        self.value = value
        self.text = text
        self.exportName = exportName
        super.init(scope, id)
    }

    var section: String { Self.section }
    var references: [LogicalID] { value.references + (exportName?.references ?? []) }

    var entry: JSONValue {
        var fields: [String: JSONValue] = ["Value": value.json, "Description": .string(text)]
        if let exportName { fields["Export"] = ["Name": exportName.json] }
        return .object(fields)
    }
}

/// A value that whoever deploys the template gives.
public final class CfnParameter: Construct, TemplateElement {
    /// The parameter's type: `String`, `Number`, `AWS::EC2::VPC::Id`.
    public let type: String
    /// What the value is.
    public let text: String
    /// The value where none is given; nil where one must be.
    public let defaultValue: String?

    /// A parameter, named by its path like a resource.
    public init(_ scope: Construct, _ id: String, type: String = "String", text: String, defaultValue: String? = nil) {
        self.type = type
        self.text = text
        self.defaultValue = defaultValue
        super.init(scope, id)
    }

    /// The value that was given.
    public var ref: Token { .ref(logicalID) }

    var section: String { "Parameters" }
    var references: [LogicalID] { [] }

    var entry: JSONValue {
        var fields: [String: JSONValue] = ["Type": .string(type), "Description": .string(text)]
        fields["Default"] = defaultValue.map(JSONValue.string)
        return .object(fields)
    }
}
