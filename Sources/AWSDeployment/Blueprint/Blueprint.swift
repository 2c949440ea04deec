public import ContainerImage

/// What is to be deployed: a template, and the files that it names.
public struct Blueprint: Sendable {
    /// A file that the template names by its key in the asset bucket.
    public struct Asset: Hashable, Sendable {
        /// Key in the bucket; names the content, so that an object of that key is never written twice.
        public var key: String
        /// The content.
        public var content: [UInt8]

        /// Creates an asset.
        public init(key: String, content: [UInt8]) {
            self.key = key
            self.content = content
        }

        /// A packed function under the key `functions/SHA256.zip`.
        public init(_ function: FunctionZip) {
            self.init(key: Self.key(of: function), content: function.content)
        }

        /// The key of a packed function.
        public static func key(of function: FunctionZip) -> String { "functions/\(function.digest.hex).zip" }
    }

    /// The template, JSON.
    public var template: String
    /// Files that must be in the asset bucket.
    public var assets: [Asset]
    /// The image that tasks run; nil where the template names one that is elsewhere.
    public var worker: WorkerImage?
    /// Tags of the stack and of all that is in it.
    public var tags: [String: String]

    /// Creates a blueprint.
    public init(template: String, assets: [Asset] = [], worker: WorkerImage? = nil, tags: [String: String] = [:]) {
        self.template = template
        self.assets = assets
        self.worker = worker
        self.tags = tags
    }
}

/// What a deployment came to.
public struct DeployReport: Hashable, Sendable, Encodable {
    /// What was done to the stack.
    public enum Change: String, Hashable, Sendable, CaseIterable, Encodable {
        /// It was made.
        case created
        /// It was changed.
        case updated
        /// It was as it should be.
        case unchanged
    }

    /// Name of the stack.
    public var stack: String
    /// What was done to it.
    public var change: Change
    /// What it gives out.
    public var outputs: [String: String]
    /// The image that tasks run; nil where the template names one that is elsewhere.
    public var image: String?
    /// Whether the image was sent.
    public var pushedImage: Bool

    /// Creates a report.
    public init(stack: String, change: Change, outputs: [String: String], image: String?, pushedImage: Bool) {
        self.stack = stack
        self.change = change
        self.outputs = outputs
        self.image = image
        self.pushedImage = pushedImage
    }
}
