internal import Constructs
internal import LoadTestStack

/// The template of the load tester's stack, with what it needs of a package put in.
struct StackTemplate {
    /// The processor that functions and tasks run on, when the context does not say.
    var architecture: String?
    /// Tag of the worker's image, when the context does not say.
    var imageTag: String?
    /// Key of each function's code in the asset bucket, by the function's name.
    var keys: [String: String] = [:]

    /// The template, JSON.
    /// - Throws: ``DeployError`` `invalidProperties`, a fault a line.
    func json(_ context: [String: String], name: String) throws(DeployError) -> String {
        do {
            return String(decoding: try synthesize(context, name: name).json, as: UTF8.self)
        } catch {
            throw DeployError(.invalidProperties, error.description)
        }
    }

    private func synthesize(_ context: [String: String], name: String) throws(Diagnostics) -> SynthesizedTemplate {
        var context = context
        context["architecture"] = context["architecture"] ?? architecture
        context["imageTag"] = context["imageTag"] ?? imageTag
        var props = try LoadTestStackProps(context: context)
        if let key = keys["EcsLoadTestLauncher"] { props.launcherCode = FunctionCode(bucket: .ownAssets, key: key) }
        if let key = keys["LoadTestProcessor"] { props.processorCode = FunctionCode(bucket: .ownAssets, key: key) }
        return try LoadTestApp.synthesize(props, name: name)
    }
}
