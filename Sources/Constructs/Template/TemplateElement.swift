/// A construct that has an entry of its own in the template.
protocol TemplateElement: Construct {
    /// The part of the template that holds the entry: `Resources`.
    var section: String { get }
    /// The entry.
    var entry: JSONValue { get }
    /// What the entry refers to.
    var references: [LogicalID] { get }
}

extension TemplateElement {
    /// The entry's name.
    var logicalID: LogicalID { path.logicalID }
}

/// From constructs to a template.
enum Synthesis {
    /// Names that two constructs share, or that are none, and references that lead nowhere.
    static func faults(_ constructs: [Construct]) -> [Diagnostic] {
        let elements = constructs.compactMap { $0 as? any TemplateElement }
        var faults: [Diagnostic] = []
        var owners: [String: ConstructPath] = [:]
        for element in elements {
            let id = element.logicalID.text
            let name = "\(element.section == CfnOutput.section ? "output " : "")\(id)"
            if id.isEmpty {
                faults.append(Diagnostic(.invalidId, element.path.description, "has no letter or digit to be named by"))
            } else if let owner = owners[name] {
                faults.append(
                    Diagnostic(
                        .invalidId,
                        element.path.description,
                        "has the name \(id), as \(owner); give it another id"
                    )
                )
            } else {
                owners[name] = element.path
            }
        }
        for element in elements {
            for id in element.references where owners[id.text] == nil {
                faults.append(
                    Diagnostic(
                        .unknownReference,
                        element.path.description,
                        "refers to \(id), which this stack does not have"
                    )
                )
            }
        }
        return faults
    }

    static func template(_ constructs: [Construct], text: String?) -> JSONValue {
        var sections: [String: [String: JSONValue]] = ["Resources": [:]]
        for case let element as any TemplateElement in constructs {
            sections[element.section, default: [:]][element.logicalID.text] = element.entry
        }
        var template = sections.mapValues(JSONValue.object)
        template["Description"] = text.map(JSONValue.string)
        return .object(template)
    }
}
