/// What becomes of a resource that is deleted from its stack, or replaced in it.
public enum RemovalPolicy: String, Sendable, CaseIterable {
    /// It is deleted, with what it holds.
    case destroy
    /// It stays in the account, and no stack knows it.
    case retain

    var json: JSONValue { self == .destroy ? "Delete" : "Retain" }
}

/// One resource of the template, as CloudFormation knows it: a type and properties that nothing checks here.
public final class CfnResource: Construct, TemplateElement {
    /// The resource's type: `AWS::SQS::Queue`.
    public let type: String
    /// Its properties.
    public var properties: [String: Value]
    /// What becomes of it in the end; nil for what CloudFormation does by default.
    public var removal: RemovalPolicy?
    /// What the template says of it besides. The CDK reads `aws:cdk:path`, which is always there.
    public var metadata: [String: JSONValue] = [:]
    private var dependencies: Set<LogicalID> = []

    /// A resource.
    public init(_ scope: Construct, _ id: String = "Resource", type: String, _ properties: [String: Value?] = [:]) {
        self.type = type
        self.properties = properties.compactMapValues { $0 }
        super.init(scope, id)
    }

    /// What `Ref` gives: a name, a URL or an ARN, as the type has it.
    public var ref: Token { .ref(logicalID) }

    /// An attribute that AWS gives to resources of the type.
    public func getAtt(_ name: String) -> Token { .getAtt(logicalID, name) }

    /// Has this resource created after another that it does not refer to.
    public func addDependency(on other: CfnResource) { dependencies.insert(other.logicalID) }

    /// Sets a property that a construct does not offer, or takes one away: the way past every typed construct.
    /// - Parameters:
    ///   - property: Names and places in lists, with dots between: `ContainerDefinitions.0.Ulimits`.
    ///   - value: The raw value; nil to take the property away.
    public func override(_ property: String, _ value: Value?) {
        var changed = Value.object(properties)
        let steps = property.split(separator: ".").map(String.init)[...]
        guard changed.replace(steps, with: value), case .object(let fields) = changed else {
            return report(.conflict, "'\(property)' leads to no property of \(type) that could be set")
        }
        properties = fields
    }

    var section: String { "Resources" }

    var references: [LogicalID] {
        Value.object(properties).references + dependencies.sorted { $0.text < $1.text }
    }

    var entry: JSONValue {
        var fields: [String: JSONValue] = ["Type": .string(type)]
        fields["Metadata"] = .object(metadata.merging(["aws:cdk:path": .string(path.description)]) { $1 })
        if !properties.isEmpty { fields["Properties"] = Value.object(properties).json }
        if !dependencies.isEmpty {
            fields["DependsOn"] = .array(dependencies.map(\.text).sorted().map(JSONValue.string))
        }
        fields["DeletionPolicy"] = removal?.json
        fields["UpdateReplacePolicy"] = removal?.json
        return .object(fields)
    }
}

extension Value {
    /// Puts a value at the end of a way through fields and lists; false where there is no such way.
    fileprivate mutating func replace(_ way: ArraySlice<String>, with value: Value?) -> Bool {
        guard let step = way.first else { return false }
        let isLast = way.count == 1
        switch self {
        case .object(var fields):
            if isLast {
                fields[step] = value
            } else {
                var field = fields[step] ?? .object([:])
                guard field.replace(way.dropFirst(), with: value) else { return false }
                fields[step] = field
            }
            self = .object(fields)
        case .list(var values):
            guard let index = Int(step), values.indices.contains(index) else { return false }
            if !isLast {
                guard values[index].replace(way.dropFirst(), with: value) else { return false }
            } else if let value {
                values[index] = value
            } else {
                values.remove(at: index)
            }
            self = .list(values)
        case .token, .integer, .bool: return false
        }
        return true
    }
}
