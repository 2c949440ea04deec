import AWSClient
import AWSDeployment
import Synchronization
import Testing

struct DeployerTests {
    private static let bucket = "/loadtester-assets-123456789012-eu-central-1"
    private static let created = TransportResponse.xml("CreateChangeSet", "<Id>arn:c</Id>")

    @Test func `a stack is made, from the bucket of its code to its outputs`() async throws {
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .noStack), ("HEAD \(Self.bucket)", .absent),
            ("PUT \(Self.bucket)", .done), ("PUT \(Self.bucket)?encryption=", .done),
            ("PUT \(Self.bucket)?publicAccessBlock=", .done), ("PUT \(Self.bucket)?policy=", .done),
            ("HEAD \(Self.bucket)/functions/1.zip", .absent), ("PUT \(Self.bucket)/functions/1.zip", .done),
            ("HEAD \(Self.bucket)/functions/2.zip", .done), ("CreateChangeSet", Self.created),
            ("DescribeChangeSet", .changeSet("CREATE_PENDING", action: nil)),
            ("DescribeChangeSet", .changeSet("CREATE_COMPLETE")),
            ("DescribeStackEvents", .events(("0", "S", "REVIEW_IN_PROGRESS", ""))),
            ("ExecuteChangeSet", .xml("ExecuteChangeSet")),
            (
                "DescribeStackEvents",
                .events(("1", "S", "CREATE_IN_PROGRESS", ""), ("0", "S", "REVIEW_IN_PROGRESS", ""))
            ),
            (
                "DescribeStackEvents",
                .events(
                    ("4", "S", "CREATE_COMPLETE", ""),
                    ("3", "Q", "CREATE_COMPLETE", ""),
                    ("2", "Q", "CREATE_IN_PROGRESS", ""),
                    ("1", "S", "CREATE_IN_PROGRESS", "")
                )
            ),
            ("DescribeStacks", .stack("CREATE_COMPLETE")),
        ])
        let said = Mutex<[String]>([])
        let blueprint = Blueprint(
            template: "{}",
            assets: [.init(key: "functions/1.zip", content: [1]), .init(key: "functions/2.zip", content: [2])]
        )
        let deployer = Deployer(aws.services, onEvent: { event in said.withLock { $0.append(event.text) } })
        let report = try await deployer.deploy(blueprint, as: "S") { _ in false }
        #expect(aws.rest.isEmpty)
        #expect(
            report == DeployReport(stack: "S", change: .created, outputs: ["K": "v"], image: nil, pushedImage: false)
        )
        #expect(
            said.withLock { $0 }.suffix(3) == [
                "  [+] T Q", "  0/1  CREATE_IN_PROGRESS  T  Q", "  1/1  CREATE_COMPLETE     T  Q",
            ]
        )
    }

    @Test func `where there is nothing to do, the change set goes and nothing else happens`() async throws {
        let reason = "The submitted information didn't contain changes."
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .stack("UPDATE_COMPLETE")),
            ("CreateChangeSet", Self.created), ("DescribeChangeSet", .changeSet("FAILED", reason: reason, action: nil)),
            ("DeleteChangeSet", .xml("DeleteChangeSet")), ("DescribeStacks", .stack("UPDATE_COMPLETE")),
        ])
        let report = try await Deployer(aws.services).deploy(Blueprint(template: "{}"), as: "S") { _ in false }
        #expect(aws.rest.isEmpty)
        #expect(report.change == .unchanged)
    }

    @Test func `a change that fails is an error with the first reason`() async {
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .stack("CREATE_COMPLETE")),
            ("CreateChangeSet", Self.created), ("DescribeChangeSet", .changeSet("CREATE_COMPLETE")),
            ("DescribeStackEvents", .events()), ("ExecuteChangeSet", .xml("ExecuteChangeSet")),
            (
                "DescribeStackEvents",
                .events(
                    ("3", "S", "UPDATE_ROLLBACK_COMPLETE", ""),
                    ("2", "R", "CREATE_FAILED", "Resource creation cancelled"),
                    ("1", "Q", "CREATE_FAILED", "too many queues")
                )
            ),
        ])
        let error = await #expect(throws: DeployError.self) {
            try await Deployer(aws.services).deploy(Blueprint(template: "{}"), as: "S") { _ in true }
        }
        #expect(error?.code == .changeFailed)
        #expect(error?.message.contains("Q (T) failed: too many queues. The stack is as it was") == true)
        #expect(aws.rest.isEmpty)
    }

    @Test func `nothing is deleted that nobody agreed to`() async {
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .stack("CREATE_COMPLETE")),
            ("CreateChangeSet", Self.created), ("DescribeChangeSet", .changeSet("CREATE_COMPLETE", action: "Remove")),
            ("DeleteChangeSet", .xml("DeleteChangeSet")),
        ])
        let error = await #expect(throws: DeployError.self) {
            try await Deployer(aws.services).deploy(Blueprint(template: "{}"), as: "S") { $0.map(\.logicalId) != ["Q"] }
        }
        #expect(error?.code == .notAgreed)
        #expect(aws.rest.isEmpty)
    }

    @Test func `a template that CloudFormation refuses leaves no empty stack behind`() async {
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .noStack), ("CreateChangeSet", Self.created),
            ("DescribeChangeSet", .changeSet("FAILED", reason: "Template error: no Q", action: nil)),
            ("DeleteChangeSet", .xml("DeleteChangeSet")), ("DeleteStack", .xml("DeleteStack")),
        ])
        let error = await #expect(throws: DeployError.self) {
            try await Deployer(aws.services).deploy(Blueprint(template: "{}"), as: "S") { _ in true }
        }
        #expect(error?.code == .invalidChange && error?.message.contains("no Q") == true)
        #expect(aws.rest.isEmpty)
    }

    @Test(arguments: [("UPDATE_IN_PROGRESS", DeployError.Code.busy), ("UPDATE_ROLLBACK_FAILED", .stuck)])
    func `a stack that cannot be changed now is left alone`(status: String, code: DeployError.Code) async {
        let aws = ScriptedAWS([("GetCallerIdentity", .identity), ("DescribeStacks", .stack(status))])
        let error = await #expect(throws: DeployError.self) {
            try await Deployer(aws.services).deploy(Blueprint(template: "{}"), as: "S") { _ in true }
        }
        #expect(error?.code == code)
    }

    @Test func `what is left of a failed first try is deleted before the next`() async {
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .stack("ROLLBACK_COMPLETE")),
            ("DescribeStackEvents", .events()), ("ListStackResources", .xml("ListStackResources")),
            ("DeleteStack", .xml("DeleteStack")), ("DescribeStackEvents", .events(("1", "S", "DELETE_COMPLETE", ""))),
            ("DescribeStacks", .noStack), ("CreateChangeSet", .refusal("ValidationError", "enough")),
        ])
        let error = await #expect(throws: AWSError.self) {
            try await Deployer(aws.services).deploy(Blueprint(template: "{}"), as: "S") { _ in true }
        }
        #expect(error?.message == "enough")
        #expect(aws.rest.isEmpty)
    }

    @Test func `code is never sent into a stranger's bucket`() async {
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .noStack), ("HEAD \(Self.bucket)", .forbidden),
        ])
        let blueprint = Blueprint(template: "{}", assets: [.init(key: "k", content: [1])])
        let error = await #expect(throws: DeployError.self) {
            try await Deployer(aws.services).deploy(blueprint, as: "S") { _ in true }
        }
        #expect(error?.code == .foreignBucket)
        let owners = aws.requests.filter { $0.url.contains("loadtester-assets") }
            .map { $0.headers.first { $0.name == "x-amz-expected-bucket-owner" }?.value }
        #expect(owners == ["123456789012"])
    }

    @Test func `a template that is too large for a request goes through the bucket`() async throws {
        let template = #"{"Description":""# + String(repeating: "x", count: 51_200) + #""}"#
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("DescribeStacks", .noStack), ("HEAD \(Self.bucket)", .done),
            ("HEAD \(Self.bucket)/templates/\(Self.digest).json", .done),
            ("CreateChangeSet", .refusal("ValidationError", "enough")),
        ])
        await #expect(throws: AWSError.self) {
            try await Deployer(aws.services).deploy(Blueprint(template: template), as: "S") { _ in true }
        }
        #expect(aws.rest.isEmpty)
        let body = String(decoding: try #require(aws.requests.last).body, as: UTF8.self)
        #expect(
            body.contains("&TemplateURL=http%3A%2F%2Faws%2Floadtester-assets-123456789012-eu-central-1%2Ftemplates")
        )
        #expect(!body.contains("TemplateBody"))
    }

    /// SHA-256 of that template, by `sha256sum`.
    private static let digest = "f79100df570bb356ca8bf848cf816c97a1d441655d33dbe1eef770e535d215b8"
}
