import AWSClient
import Testing

struct CloudFormationClientTests {
    @Test func `a change set is asked for with all that may be said of it`() async throws {
        let recorder = OperationRecorder(Self.result("CreateChangeSet", "<Id>arn:cs</Id><StackId>arn:s</StackId>"))
        let input = CloudFormationChangeSetInput(
            stack: "s",
            name: "c",
            createsStack: true,
            template: .url("https://b/k"),
            capabilities: ["CAPABILITY_IAM"],
            parameters: ["B": "2", "A": "a b"],
            tags: ["team": "load&test"],
            token: "t"
        )
        let id = try await CloudFormationClient(recorder).createChangeSet(input)
        #expect(id == "arn:cs")
        let request = try #require(recorder.requests.first)
        #expect(request.method == "POST" && request.path == "/")
        #expect(
            request.headers == [HTTPField("content-type", "application/x-www-form-urlencoded; charset=utf-8")]
        )
        #expect(
            request.form == [
                "Action=CreateChangeSet", "Version=2010-05-15", "StackName=s", "ChangeSetName=c",
                "ChangeSetType=CREATE",
                "TemplateURL=https://b/k", "Capabilities.member.1=CAPABILITY_IAM",
                "Parameters.member.1.ParameterKey=A", "Parameters.member.1.ParameterValue=a b",
                "Parameters.member.2.ParameterKey=B", "Parameters.member.2.ParameterValue=2",
                "Tags.member.1.Key=team", "Tags.member.1.Value=load&test", "ClientToken=t",
            ]
        )
    }

    @Test func `the changes of all pages are read`() async throws {
        let first = """
            <ChangeSetId>arn:cs</ChangeSetId><StackId>arn:s</StackId><Status>CREATE_COMPLETE</Status>\
            <Changes><member><Type>Resource</Type><ResourceChange><Action>Modify</Action>\
            <LogicalResourceId>Queue</LogicalResourceId><PhysicalResourceId>q</PhysicalResourceId>\
            <ResourceType>AWS::SQS::Queue</ResourceType><Replacement>Conditional</Replacement><Details>\
            <member><Target><Attribute>Properties</Attribute><Name>VisibilityTimeout</Name>\
            <RequiresRecreation>Never</RequiresRecreation></Target></member>\
            <member><Target><Attribute>Metadata</Attribute></Target><Evaluation>Dynamic</Evaluation></member>\
            <member><Target><Attribute>Properties</Attribute><Name>VisibilityTimeout</Name>\
            <RequiresRecreation>Never</RequiresRecreation></Target></member></Details>\
            </ResourceChange></member></Changes><NextToken>n</NextToken>
            """
        let second = """
            <Changes><member><ResourceChange><Action>Sync</Action><LogicalResourceId>Odd</LogicalResourceId>\
            <ResourceType>T</ResourceType></ResourceChange></member></Changes><Status>CREATE_COMPLETE</Status>
            """
        let recorder = OperationRecorder(
            Self.result("DescribeChangeSet", first),
            Self.result("DescribeChangeSet", second)
        )
        let set = try await CloudFormationClient(recorder).changeSet("arn:cs")
        #expect(set.status == "CREATE_COMPLETE")
        #expect(
            set.changes == [
                CloudFormationChange(
                    .modify,
                    "Queue",
                    physicalId: "q",
                    type: "AWS::SQS::Queue",
                    replacement: .conditional,
                    properties: [
                        CloudFormationChange.Property(attribute: "Metadata", isCertain: false),
                        CloudFormationChange.Property(
                            attribute: "Properties",
                            name: "VisibilityTimeout",
                            recreation: "Never"
                        ),
                    ]
                ),
                CloudFormationChange(nil, "Odd", type: "T"),
            ]
        )
        #expect(recorder.requests.last?.form.contains("NextToken=n") == true)
    }

    @Test(arguments: [
        ("FAILED", "The submitted information didn't contain changes. Submit different information", true),
        ("FAILED", "No updates are to be performed.", true),
        ("FAILED", "Template error: no such resource", false),
        ("CREATE_COMPLETE", "No updates are to be performed.", false),
    ])
    func `a change set without changes is told by its reason`(status: String, reason: String, isEmpty: Bool) {
        #expect(CloudFormationChangeSet(id: "", stackId: "", status: status, statusReason: reason).isEmpty == isEmpty)
    }

    @Test func `a stack is read with its outputs`() async throws {
        let member = """
            <Stacks><member><StackId>arn:s</StackId><StackName>s</StackName><StackStatus>CREATE_COMPLETE</StackStatus>\
            <StackStatusReason></StackStatusReason><EnableTerminationProtection>true</EnableTerminationProtection>\
            <Outputs><member><OutputKey>Url</OutputKey><OutputValue>https://q?a&amp;b</OutputValue></member></Outputs>\
            </member></Stacks>
            """
        let recorder = OperationRecorder(Self.result("DescribeStacks", member))
        let stack = try #require(try await CloudFormationClient(recorder).stack("s"))
        #expect(
            stack
                == CloudFormationStack(
                    id: "arn:s",
                    name: "s",
                    status: "CREATE_COMPLETE",
                    outputs: ["Url": "https://q?a&b"],
                    isProtected: true
                )
        )
    }

    @Test func `a stack that does not exist is none, and any other refusal an error`() async throws {
        func client(_ message: String) -> CloudFormationClient {
            CloudFormationClient(
                Refusal(AWSError(operation: "DescribeStacks", code: "ValidationError", message: message))
            )
        }
        #expect(try await client("Stack with id s does not exist").stack("s") == nil)
        await #expect(throws: AWSError.self) { try await client("1 validation error detected").stack("s") }
    }

    @Test func `events are read down to one that is known`() async throws {
        func page(_ ids: [Int], next: String) -> String {
            let events = ids.map {
                "<member><EventId>e\($0)</EventId><LogicalResourceId>L</LogicalResourceId><ResourceType>T</ResourceType>"
                    + "<ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>why</ResourceStatusReason>"
                    + "<Timestamp>2026-01-01T00:00:0\($0).000Z</Timestamp></member>"
            }
            return Self.result("DescribeStackEvents", "<StackEvents>\(events.joined())</StackEvents>\(next)")
        }
        let recorder = OperationRecorder(page([5, 4], next: "<NextToken>n</NextToken>"), page([3, 2, 1], next: ""))
        let events = try await CloudFormationClient(recorder).events(of: "arn:s", after: "e2")
        #expect(events.map(\.id) == ["e5", "e4", "e3"])
        #expect(events.first?.reason == "why")
        #expect(events.first?.time == 1_767_225_605_000)
        #expect(recorder.requests.count == 2)
    }

    @Test func `resources of all pages, the template, and what answers with nothing`() async throws {
        let member = """
            <StackResourceSummaries><member><LogicalResourceId>L</LogicalResourceId><PhysicalResourceId>p\
            </PhysicalResourceId><ResourceType>T</ResourceType><ResourceStatus>DELETE_SKIPPED</ResourceStatus></member>\
            </StackResourceSummaries>
            """
        let pages = OperationRecorder(
            Self.result("ListStackResources", member + "<NextToken>n</NextToken>"),
            Self.result("ListStackResources", "<StackResourceSummaries/>")
        )
        let listed = try await CloudFormationClient(pages).resources(of: "s")
        #expect(
            listed == [CloudFormationResource(logicalId: "L", physicalId: "p", type: "T", status: "DELETE_SKIPPED")]
        )
        let template = OperationRecorder(Self.result("GetTemplate", "<TemplateBody>{&quot;a&quot;:1}</TemplateBody>"))
        #expect(try await CloudFormationClient(template).template(of: "s") == #"{"a":1}"#)
        let deletion = OperationRecorder("<DeleteStackResponse/>")
        try await CloudFormationClient(deletion).deleteStack("s", retaining: ["A", "B"], token: "t")
        #expect(
            deletion.requests.first?.form.suffix(4) == [
                "StackName=s", "RetainResources.member.1=A", "RetainResources.member.2=B", "ClientRequestToken=t",
            ]
        )
    }

    @Test(arguments: ["{}", "<Other/>", "<DescribeStacksResponse/>", "<!DOCTYPE x><DescribeStacksResponse/>"])
    func `an answer that is none of the operation's is an error`(answer: String) async {
        let error = await #expect(throws: AWSError.self) {
            try await CloudFormationClient(OperationRecorder(answer)).stack("s")
        }
        #expect(error?.code == "invalidResponse")
    }

    private static func result(_ operation: String, _ content: String) -> String {
        "<\(operation)Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><\(operation)Result>\(content)"
            + "</\(operation)Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></\(operation)Response>"
    }
}
