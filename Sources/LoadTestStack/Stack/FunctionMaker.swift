internal import AWSConstructs
internal import Constructs

/// Makes functions that are alike in all but what they do.
struct FunctionMaker {
    private let scope: Construct
    private let props: LoadTestStackProps
    private let key: EncryptionKey?
    private let deadLetters: Queue

    init(_ scope: Construct, _ props: LoadTestStackProps, _ key: EncryptionKey?, deadLetters: Queue) {
        self.scope = scope
        self.props = props
        self.key = key
        self.deadLetters = deadLetters
    }

    /// What a function is made with, its role and its logs being there: the role has yet to be allowed what it needs.
    func part(_ name: String, _ text: String, _ code: FunctionCode, environment: [String: Token]) -> FunctionProps {
        let group = Construct(scope, name)
        var function = FunctionProps(
            name: name,
            text: text,
            code: (Token(withPlaceholders: code.bucket.name), code.key),
            role: Role(group, "Role", assumedBy: "lambda.amazonaws.com", text: "What \(name) may do"),
            logs: .ofStack(group, "Logs", name: "/aws/lambda/\(name)", props, key)
        )
        function.architecture = props.architecture.rawValue
        function.environment = environment
        if !props.endpointUrl.isEmpty { function.environment["AWS_ENDPOINT_URL"] = .literal(props.endpointUrl) }
        function.key = key
        function.deadLetters = deadLetters
        return function
    }

    /// The function.
    /// - Parameter concurrency: Invocations at once; 0 for none of its own.
    func make(_ part: FunctionProps, concurrency: Int) -> Function {
        var part = part
        part.reservedConcurrency = concurrency == 0 ? nil : concurrency
        let group = scope.children.first { $0.id == part.name } ?? scope
        let function = Function(group, "Function", part)
        function.resource.accept(.functionOutsideVpc)
        if concurrency == 0 { function.resource.accept(.unreservedConcurrency) }
        if key == nil { function.resource.accept(.withoutKey(checkov: ["CKV_AWS_173"])) }
        return function
    }
}
