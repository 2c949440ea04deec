import Constructs

@testable import LoadTestStack

/// A synthesized stack, to be asked for what is in it.
struct Synthesized {
    let template: SynthesizedTemplate
    /// Names in the template by paths below the stack.
    private let names: [String: String]

    init(_ change: (inout LoadTestStackProps) -> Void = { _ in }) throws {
        var props = LoadTestStackProps()
        change(&props)
        self.init(try LoadTestApp.synthesize(props))
    }

    init(context: [String: String]) throws {
        self.init(try LoadTestApp.synthesize(try LoadTestStackProps(context: context)))
    }

    private init(_ template: SynthesizedTemplate) {
        self.template = template
        let prefix = "\(template.name)/"
        names = Dictionary(template.logicalIds.map { (String($0.path.dropFirst(prefix.count)), $0.logicalId) }) { $1 }
    }

    /// The entry of the resource at a path.
    func resource(_ path: String) -> JSONValue? { names[path].flatMap { template.template["Resources"]?[$0] } }

    /// What is at a place in the properties of the resource at a path: `LoadTestQueue/Resource`, `Tags.0.Key`.
    func property(_ path: String, _ place: String) -> JSONValue? {
        place.split(separator: ".").reduce(resource(path)?["Properties"]) { value, step in
            if case .array(let elements)? = value, let index = Int(step) {
                return elements.indices.contains(index) ? elements[index] : nil
            }
            return value?[String(step)]
        }
    }

    /// Types of resources, and how many there are of each.
    var types: [String: Int] {
        guard case .object(let resources)? = template.template["Resources"] else { return [:] }
        return resources.values.reduce(into: [:]) { counts, entry in
            if case .string(let type)? = entry["Type"] { counts[type, default: 0] += 1 }
        }
    }

    /// The statements of the policy of the role at a path: what each allows on what.
    func statements(_ role: String) -> [String: Statement] {
        guard case .array(let statements)? = property("\(role)/DefaultPolicy", "PolicyDocument.Statement") else {
            return [:]
        }
        return Dictionary(
            statements.compactMap { statement in
                guard case .string(let sid)? = statement["Sid"] else { return nil }
                return (
                    sid,
                    Statement(
                        actions: statement["Action"]?.strings ?? [],
                        resources: statement["Resource"]?.list ?? [],
                        condition: statement["Condition"]
                    )
                )
            }
        ) { $1 }
    }

    /// What `Fn::GetAtt` of the resource at a path is in the template.
    func attribute(_ path: String, _ name: String) -> JSONValue {
        ["Fn::GetAtt": [.string(names[path] ?? "?"), .string(name)]]
    }

    /// What `Ref` of the resource at a path is in the template.
    func ref(_ path: String) -> JSONValue { ["Ref": .string(names[path] ?? "?")] }
}

/// One statement of a policy.
struct Statement: Equatable {
    var actions: [String]
    var resources: [JSONValue]
    var condition: JSONValue?
}

extension JSONValue {
    /// The elements of an array, or the one value that stands for it.
    var list: [JSONValue] {
        if case .array(let elements) = self { elements } else { [self] }
    }

    /// The strings of an array, or the one that stands for it.
    var strings: [String] {
        list.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
