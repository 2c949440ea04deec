import AWSClient
import AWSDeployment
import Synchronization

/// AWS that answers each operation as its script says, in order, and refuses one that the script does not expect.
final class ScriptedAWS: HTTPTransport {
    private let state: Mutex<(answers: [(operation: String, answer: TransportResponse)], asked: [TransportRequest])>

    /// - Parameter script: Operations as ``operation(_:)`` names them, with their answers.
    init(_ script: [(String, TransportResponse)]) {
        state = Mutex((script.map { (operation: $0.0, answer: $0.1) }, []))
    }

    /// What was not asked for.
    var rest: [String] { state.withLock { $0.answers.map(\.operation) } }
    var requests: [TransportRequest] { state.withLock { $0.asked } }

    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
        let operation = Self.operation(request)
        return try state.withLock { state in
            state.asked.append(request)
            guard state.answers.first?.operation == operation else {
                throw TransportError(
                    .refused,
                    "unexpected \(operation), not \(state.answers.first?.operation ?? "any")"
                )
            }
            return state.answers.removeFirst().answer
        }
    }

    /// The action of a form, the target of a JSON request, or method and path.
    static func operation(_ request: TransportRequest) -> String {
        let body = String(decoding: request.body, as: UTF8.self)
        if body.hasPrefix("Action=") { return String(body.dropFirst(7).prefix { $0 != "&" }) }
        if let target = request.headers.first(where: { $0.name == "x-amz-target" })?.value.split(separator: ".").last {
            return String(target)
        }
        let path = request.url.split(separator: "/", maxSplits: 2).last.map { String($0) } ?? ""
        return "\(request.method) /\(path)"
    }

    /// Services whose clock only sleeping moves, which takes no time.
    var services: DeploymentServices {
        let environment = [
            "AWS_ENDPOINT_URL": "http://aws", "AWS_MAX_ATTEMPTS": "1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "a-secret-of-this-test",
        ]
        return DeploymentServices(
            AWSSession(
                region: "eu-central-1",
                environment: environment,
                credentials: CredentialChain(environment: environment, region: "eu-central-1", transport: self),
                transport: self,
                world: ClientWorld(now: { 1_800_000_000_000 }, sleep: { _ in }, random: { 0.5 })
            )
        )
    }
}

extension TransportResponse {
    static let done = TransportResponse(status: 200)
    static let absent = TransportResponse(status: 404)
    static let forbidden = TransportResponse(status: 403)

    /// An answer of the query protocol.
    static func xml(_ operation: String, _ content: String = "") -> TransportResponse {
        let text = "<\(operation)Response><\(operation)Result>\(content)</\(operation)Result></\(operation)Response>"
        return TransportResponse(status: 200, body: Array(text.utf8))
    }

    /// An error of the query protocol.
    static func refusal(_ code: String, _ message: String) -> TransportResponse {
        let text = "<ErrorResponse><Error><Code>\(code)</Code><Message>\(message)</Message></Error></ErrorResponse>"
        return TransportResponse(status: 400, body: Array(text.utf8))
    }

    static let identity = xml("GetCallerIdentity", "<Account>123456789012</Account><Arn>arn:me</Arn>")

    static func stack(_ status: String) -> TransportResponse {
        xml(
            "DescribeStacks",
            "<Stacks><member><StackId>arn:s</StackId><StackName>S</StackName><StackStatus>\(status)</StackStatus><Outputs>"
                + "<member><OutputKey>K</OutputKey><OutputValue>v</OutputValue></member></Outputs></member></Stacks>"
        )
    }

    static let noStack = refusal("ValidationError", "Stack with id S does not exist")

    /// Events, newest first: id, resource, status, reason. The resource `S` is the stack.
    static func events(_ events: (String, String, String, String)...) -> TransportResponse {
        let members = events.map { id, resource, status, reason in
            "<member><EventId>\(id)</EventId><LogicalResourceId>\(resource)</LogicalResourceId><PhysicalResourceId>"
                + (resource == "S" ? "arn:s" : resource) + "</PhysicalResourceId><ResourceType>T</ResourceType>"
                + "<ResourceStatus>\(status)</ResourceStatus><ResourceStatusReason>\(reason)</ResourceStatusReason></member>"
        }
        return xml("DescribeStackEvents", "<StackEvents>\(members.joined())</StackEvents>")
    }

    /// A change set with one change.
    static func changeSet(_ status: String, reason: String = "", action: String? = "Add") -> TransportResponse {
        let change = action.map {
            "<member><ResourceChange><Action>\($0)</Action><LogicalResourceId>Q</LogicalResourceId>"
                + "<ResourceType>T</ResourceType></ResourceChange></member>"
        }
        return xml(
            "DescribeChangeSet",
            "<ChangeSetId>arn:c</ChangeSetId><StackId>arn:s</StackId><Status>\(status)</Status>"
                + "<StatusReason>\(reason)</StatusReason><Changes>\(change ?? "")</Changes>"
        )
    }
}
