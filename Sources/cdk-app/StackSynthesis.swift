import CloudAssembly
import Constructs
import ContainerImage
import LoadTestStack

/// The stack as the context asks for it. Besides the stack's own properties (`cdk.json`, or `--context NAME=VALUE`):
///
/// | key | meaning |
/// |---|---|
/// | `package` | folder of what scripts/build-aws has packed; default `.build-aws/package` |
/// | `stackName` | the stack's name; default `ApiLoadTesterCdkStack` |
/// | `assetBucket` | a bucket of one's own for the functions' code, which needs no `cdk bootstrap` |
/// | `@aws-cdk/core:bootstrapQualifier` | as everywhere in the CDK |
struct StackSynthesis {
    /// Where code is put.
    let destination: AssetDestination
    /// Code of the functions.
    let assets: [FileAsset]
    private let props: LoadTestStackProps
    private let name: String
    private let notices: [String]

    /// Reads the context, and the package where the command needs the code.
    /// - Throws: `Diagnostics` for what is wrong in the context; `ImageError` where the package is not built.
    init(_ cdk: CDKEnvironment) throws {
        var context = cdk.context
        let package = BuiltPackage(folder: context.removeValue(forKey: "package") ?? BuiltPackage.usualFolder)
        name = context.removeValue(forKey: "stackName") ?? "ApiLoadTesterCdkStack"
        let bucket = context.removeValue(forKey: "assetBucket")
        let qualifier = context["@aws-cdk/core:bootstrapQualifier"] ?? AssetDestination.usualQualifier
        destination = bucket.map { .bucket($0) } ?? .bootstrap(qualifier: qualifier)
        // `cdk ls` and `cdk destroy` name no stack to bundle code for, and get by without any.
        guard context["aws:cdk:bundling-stacks"] != "" else {
            props = try LoadTestStackProps(context: context)
            (assets, notices) = ([], [])
            return
        }

        let functions = try Self.functions.map { FileAsset(name: $0, content: try package.function($0).content) }
        let worker = try package.worker()
        let architecture = worker.architecture.rawValue
        if let asked = context["architecture"], asked != architecture {
            throw Diagnostics([
                Diagnostic(
                    .conflict,
                    "property 'architecture'",
                    "is \(asked), and the package in \(package.folder) is built for \(architecture): build it for that, "
                        + "or leave the property out"
                )
            ])
        }
        context["architecture"] = architecture
        let isPushed = context["imageTag"] != nil
        context["imageTag"] = context["imageTag"] ?? worker.tag
        var props = try LoadTestStackProps(context: context)
        let bucketName = destination.bucketName
        let codes = functions.map { FunctionCode(bucket: .named(bucketName), key: $0.objectKey) }
        (props.launcherCode, props.processorCode) = (codes[0], codes[1])
        self.props = props
        assets = functions
        notices =
            isPushed
            ? [] : ["Tasks run the image \(worker.tag): after `cdk deploy`, push it with `./loadtester push-image`."]
    }

    private static let functions = ["EcsLoadTestLauncher", "LoadTestProcessor"]

    /// What the assembly says of the stack.
    /// - Throws: `Diagnostics` with everything that is wrong.
    func assemblyStack() throws(Diagnostics) -> AssemblyStack {
        let template = try LoadTestApp.synthesize(props, name: name)
        return AssemblyStack(
            name: template.name,
            template: template.json,
            names: template.logicalIds.map { AssemblyStack.Name(path: $0.path, logicalID: $0.logicalId) },
            tree: AssemblyNode(template.tree),
            notices: notices
        )
    }
}

extension AssemblyNode {
    init(_ node: TreeNode) {
        self.init(
            id: node.id,
            path: node.path,
            resourceType: node.resourceType,
            children: node.children.map(AssemblyNode.init)
        )
    }
}
