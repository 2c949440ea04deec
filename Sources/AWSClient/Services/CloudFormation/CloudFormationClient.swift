/// Operations of AWS CloudFormation on one stack at a time.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html
public struct CloudFormationClient: Sendable {
    /// Bytes of a template that a request may carry; a larger one lies in S3.
    public static let largestTemplateBody = 51_200

    let caller: any AWSCaller
    let query = QueryProtocol(version: "2010-05-15")

    /// Operations by way of `caller`, which addresses and signs for `cloudformation`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// A stack by its name, or by its id, by which a deleted one is found too.
    /// - Returns: nil where there is none.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func stack(_ name: String) async throws -> CloudFormationStack? {
        var form = QueryForm()
        form.set("StackName", name)
        do {
            let result = try await perform("DescribeStacks", form)
            return result.list("Stacks").first.map(CloudFormationStack.init)
        } catch let error as AWSError where error.tellsNoStack {
            return nil
        }
    }

    /// The latest events of a stack, newest first, down to one that is known, or all of them.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func events(of stack: String, after known: String? = nil) async throws -> [CloudFormationEvent] {
        var found: [CloudFormationEvent] = []
        var next: String?
        repeat {
            var form = QueryForm()
            form.set("StackName", stack)
            form.set("NextToken", next)
            let page = try await perform("DescribeStackEvents", form)
            for event in page.list("StackEvents").map(CloudFormationEvent.init) {
                if event.id == known { return found }
                found.append(event)
            }
            next = page.text("NextToken")
        } while next != nil
        return found
    }

    /// The resources of a stack.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func resources(of stack: String) async throws -> [CloudFormationResource] {
        var found: [CloudFormationResource] = []
        var next: String?
        repeat {
            var form = QueryForm()
            form.set("StackName", stack)
            form.set("NextToken", next)
            let page = try await perform("ListStackResources", form)
            found += page.list("StackResourceSummaries").map(CloudFormationResource.init)
            next = page.text("NextToken")
        } while next != nil
        return found
    }

    /// The template of a stack as it was given.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func template(of stack: String) async throws -> String {
        var form = QueryForm()
        form.set("StackName", stack)
        form.set("TemplateStage", "Original")
        return try await perform("GetTemplate", form).text("TemplateBody") ?? ""
    }

    /// Starts to delete a stack. One that does not exist is no error.
    /// - Parameters:
    ///   - retaining: Logical ids of resources to leave; accepted for a stack whose deletion failed only.
    ///   - token: Makes the request idempotent, up to 128 of `A-Za-z0-9-`.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func deleteStack(_ name: String, retaining: [String] = [], token: String) async throws {
        var form = QueryForm()
        form.set("StackName", name)
        form.set("RetainResources", list: retaining)
        form.set("ClientRequestToken", token)
        _ = try await caller.call(query.request("DeleteStack", form))
    }

    func perform(_ operation: String, _ form: QueryForm) async throws -> XMLElement {
        try QueryProtocol.result(try await caller.call(query.request(operation, form)), of: operation)
    }
}

extension AWSError {
    /// CloudFormation has no code of its own for a stack that does not exist.
    var tellsNoStack: Bool { code == "ValidationError" && message.contains("does not exist") }
}
