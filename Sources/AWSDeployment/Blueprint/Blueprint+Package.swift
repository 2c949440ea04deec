public import ContainerImage

extension Blueprint {
    /// Name of the stack where nobody says otherwise.
    public static let usualStack = "ApiLoadTesterCdkStack"

    /// The functions that the stack runs.
    static let functions = ["EcsLoadTestLauncher", "LoadTestProcessor"]

    /// The load tester's stack, with the code and the image of a package.
    /// - Parameters:
    ///   - context: Properties of the stack, by name. An `imageTag` among them is that of an image which is in the
    ///     repository already: none is pushed then.
    ///   - name: The stack's name.
    /// - Throws: ``DeployError`` `invalidProperties`; `ImageError` where the package is not built;
    ///   ``DeployError`` `invalidTemplate` where it is built for another processor than the context says.
    public init(_ package: BuiltPackage, context: [String: String], name: String) throws {
        // Properties are judged first: who mistyped one need not build a package to learn of it.
        _ = try Self.template(context: context, name: name)
        let codes = try Self.functions.map { try package.function($0) }
        let worker = try package.worker()
        if let architecture = context["architecture"], architecture != worker.architecture.rawValue {
            throw DeployError(
                .invalidTemplate,
                "the package in \(package.folder) is built for \(worker.architecture.rawValue), and the context says "
                    + "\(architecture): build it for that, or leave the property out"
            )
        }
        let keys = Dictionary(uniqueKeysWithValues: codes.map { ($0.name, Asset.key(of: $0)) })
        let template = StackTemplate(
            architecture: worker.architecture.rawValue,
            imageTag: worker.tag,
            keys: keys
        )
        self.init(
            template: try template.json(context, name: name),
            assets: codes.map(Asset.init),
            worker: context["imageTag"] == nil ? worker : nil
        )
    }

    /// The load tester's stack without a package: a template to read, whose code lies under names that say nothing of the
    /// content.
    /// - Throws: ``DeployError`` `invalidProperties`.
    public static func template(context: [String: String], name: String) throws(DeployError) -> String {
        try StackTemplate().json(context, name: name)
    }

    /// A template as a person reads it.
    /// - Throws: ``DeployError`` `invalidTemplate`.
    public static func indented(_ template: String) throws(DeployError) -> String {
        try TemplateValue(template: template, named: "the template").indented
    }
}
