internal import FoundationEssentials

/// A template that keeps nothing when its stack is deleted.
enum TemplateRelease {
    /// Sets every resource's policies to delete it, lifts the protection of tables, and lets repositories go with the images in
    /// them.
    /// - Returns: nil where the template keeps nothing as it is.
    /// - Throws: ``DeployError`` `invalidTemplate`.
    static func released(_ template: String) throws(DeployError) -> String? {
        guard case .map(var root) = try TemplateValue(template: template, named: "the deployed template"),
            case .map(var resources) = root["Resources"]
        else { return nil }
        var isChanged = false
        for (id, resource) in resources {
            guard case .map(let old) = resource else { continue }
            let new = released(old)
            guard new != old else { continue }
            isChanged = true
            resources[id] = .map(new)
        }
        guard isChanged else { return nil }
        root["Resources"] = .map(resources)
        return TemplateValue.map(root).line
    }

    private static func released(_ resource: [String: TemplateValue]) -> [String: TemplateValue] {
        var resource = resource
        var properties = resource["Properties"]?.members ?? [:]
        let keeps = ["DeletionPolicy", "UpdateReplacePolicy"].contains { name in
            resource[name].map { $0 != .text("Delete") } ?? false
        }
        let isProtected = properties["DeletionProtectionEnabled"]?.scalar == "true"
        guard keeps || isProtected else { return resource }
        for name in ["DeletionPolicy", "UpdateReplacePolicy"] where resource[name] != nil {
            resource[name] = .text("Delete")
        }
        if isProtected { properties["DeletionProtectionEnabled"] = .bool(false) }
        if resource["Type"]?.string == "AWS::ECR::Repository" { properties["EmptyOnDelete"] = .bool(true) }
        if !properties.isEmpty { resource["Properties"] = .map(properties) }
        // CloudFormation changes no policy of deletion unless something else of the resource changes too.
        var metadata = resource["Metadata"]?.members ?? [:]
        metadata["loadtester:released"] = .text("true")
        resource["Metadata"] = .map(metadata)
        return resource
    }
}
