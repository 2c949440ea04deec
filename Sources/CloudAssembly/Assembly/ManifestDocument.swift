/// `manifest.json`
struct ManifestDocument: Encodable {
    struct Artifact: Encodable {
        var type: String
        var environment: String?
        var properties: Properties
        var dependencies: [String]?
        var metadata: [String: [Entry]]?
        var displayName: String?
    }

    /// Those of all kinds of artifacts; each has some.
    struct Properties: Encodable {
        var file: String?
        var templateFile: String?
        var stackName: String?
        var terminationProtection: Bool?
        var tags: [String: String]?
        var assumeRoleArn: String?
        var cloudFormationExecutionRoleArn: String?
        var lookupRole: Role?
        var stackTemplateAssetObjectUrl: String?
        var requiresBootstrapStackVersion: Int?
        var bootstrapStackVersionSsmParameter: String?
    }

    struct Role: Encodable {
        let arn: String
        let requiresBootstrapStackVersion: Int
        let bootstrapStackVersionSsmParameter: String
    }

    struct Entry: Encodable {
        let type: String
        let data: String
    }

    /// What the role for look-ups has needed since.
    private static let lookupVersion = 8

    let version = CloudAssembly.version
    let artifacts: [String: Artifact]

    init(
        _ stack: AssemblyStack,
        _ template: FileAsset,
        _ destination: AssetDestination,
        _ environment: AssemblyEnvironment
    ) {
        let bootstrap = destination.bootstrap
        var assets = Properties()
        assets.file = "\(stack.name).assets.json"
        assets.requiresBootstrapStackVersion = bootstrap.map { _ in AssetDestination.Bootstrap.version }
        assets.bootstrapStackVersionSsmParameter = bootstrap?.versionParameter

        var properties = Properties()
        properties.templateFile = template.file
        properties.stackName = stack.name
        properties.terminationProtection = stack.isProtected
        properties.tags = stack.tags.isEmpty ? nil : stack.tags
        properties.stackTemplateAssetObjectUrl = "s3://\(destination.bucketName)/\(template.objectKey)"
        if let bootstrap {
            properties.assumeRoleArn = bootstrap.role("deploy")
            properties.cloudFormationExecutionRoleArn = bootstrap.role("cfn-exec")
            properties.requiresBootstrapStackVersion = AssetDestination.Bootstrap.version
            properties.bootstrapStackVersionSsmParameter = bootstrap.versionParameter
            properties.lookupRole = Role(
                arn: bootstrap.role("lookup"),
                requiresBootstrapStackVersion: Self.lookupVersion,
                bootstrapStackVersionSsmParameter: bootstrap.versionParameter
            )
        }
        var tree = Properties()
        tree.file = "tree.json"
        let names = stack.names.map { ("/\($0.path)", [Entry(type: "aws:cdk:logicalId", data: $0.logicalID)]) }
        let notices = stack.notices.map { ("/\(stack.name)", [Entry(type: "aws:cdk:info", data: $0)]) }
        artifacts = [
            "Tree": Artifact(type: "cdk:tree", properties: tree),
            "\(stack.name).assets": Artifact(type: "cdk:asset-manifest", properties: assets),
            stack.name: Artifact(
                type: "aws:cloudformation:stack",
                environment: environment.url,
                properties: properties,
                dependencies: ["\(stack.name).assets"],
                metadata: Dictionary(names + notices) { $0 + $1 },
                displayName: stack.name
            ),
        ]
    }
}
