extension CloudFormationClient {
    /// Starts to make a change set, and with it the stack, in status `REVIEW_IN_PROGRESS`, where there is none.
    /// - Returns: The ARN of the change set.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func createChangeSet(_ input: CloudFormationChangeSetInput) async throws -> String {
        var form = QueryForm()
        form.set("StackName", input.stack)
        form.set("ChangeSetName", input.name)
        form.set("ChangeSetType", input.createsStack ? "CREATE" : "UPDATE")
        switch input.template {
        case .body(let text): form.set("TemplateBody", text)
        case .url(let url): form.set("TemplateURL", url)
        }
        form.set("Capabilities", list: input.capabilities)
        for (index, parameter) in input.parameters.sorted(by: { $0.key < $1.key }).enumerated() {
            form.set("Parameters.member.\(index + 1).ParameterKey", parameter.key)
            form.set("Parameters.member.\(index + 1).ParameterValue", parameter.value)
        }
        for (index, tag) in input.tags.sorted(by: { $0.key < $1.key }).enumerated() {
            form.set("Tags.member.\(index + 1).Key", tag.key)
            form.set("Tags.member.\(index + 1).Value", tag.value)
        }
        form.set("ClientToken", input.token)
        let result = try await perform("CreateChangeSet", form)
        guard let id = result.text("Id") else {
            throw AWSError(operation: "CreateChangeSet", code: "invalidResponse", message: "the answer holds no Id")
        }
        return id
    }

    /// A change set with all its changes.
    /// - Parameter id: Its ARN.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func changeSet(_ id: String) async throws -> CloudFormationChangeSet {
        var changes: [CloudFormationChange] = []
        var next: String?
        while true {
            var form = QueryForm()
            form.set("ChangeSetName", id)
            form.set("NextToken", next)
            let page = try await perform("DescribeChangeSet", form)
            changes += page.list("Changes").compactMap { $0["ResourceChange"].map(CloudFormationChange.init) }
            next = page.text("NextToken")
            if next == nil { return CloudFormationChangeSet(page, changes: changes) }
        }
    }

    /// Starts to carry a change set out; others of the stack are deleted by that.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func executeChangeSet(_ id: String, token: String) async throws {
        var form = QueryForm()
        form.set("ChangeSetName", id)
        form.set("ClientRequestToken", token)
        _ = try await perform("ExecuteChangeSet", form)
    }

    /// Deletes a change set that was not carried out.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func deleteChangeSet(_ id: String) async throws {
        var form = QueryForm()
        form.set("ChangeSetName", id)
        _ = try await perform("DeleteChangeSet", form)
    }
}

/// What a change set is made of.
public struct CloudFormationChangeSetInput: Hashable, Sendable {
    /// Where the template is.
    public enum Template: Hashable, Sendable {
        /// In the request, up to ``CloudFormationClient/largestTemplateBody`` bytes.
        case body(String)
        /// In S3, up to 1 MB.
        case url(String)
    }

    /// The stack's name: a letter, then up to 127 letters, digits and hyphens.
    public var stack: String
    /// The change set's name, of the same form.
    public var name: String
    /// Whether the stack is yet to be made.
    public var createsStack: Bool
    /// The template.
    public var template: Template
    /// What the template may do, such as `CAPABILITY_NAMED_IAM`.
    public var capabilities: [String]
    /// Values of the template's parameters.
    public var parameters: [String: String]
    /// Tags of the stack and of all its resources that can have tags.
    public var tags: [String: String]
    /// Makes the request idempotent, up to 128 of `A-Za-z0-9-`.
    public var token: String

    /// Creates an input.
    public init(
        stack: String,
        name: String,
        createsStack: Bool,
        template: Template,
        capabilities: [String] = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        parameters: [String: String] = [:],
        tags: [String: String] = [:],
        token: String
    ) {
        self.stack = stack
        self.name = name
        self.createsStack = createsStack
        self.template = template
        self.capabilities = capabilities
        self.parameters = parameters
        self.tags = tags
        self.token = token
    }
}
