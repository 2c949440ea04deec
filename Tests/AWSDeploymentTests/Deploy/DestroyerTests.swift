import AWSClient
import AWSDeployment
import Testing

struct DestroyerTests {
    private static let resources = TransportResponse.xml(
        "ListStackResources",
        "<StackResourceSummaries>"
            + [("Repo", "r", "AWS::ECR::Repository"), ("Table", "t", "AWS::DynamoDB::Table")].map {
                "<member><LogicalResourceId>\($0.0)</LogicalResourceId><PhysicalResourceId>\($0.1)</PhysicalResourceId>"
                    + "<ResourceType>\($0.2)</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"
            }.joined() + "</StackResourceSummaries>"
    )
    private static let template = TransportResponse.xml(
        "GetTemplate",
        "<TemplateBody>{&quot;Resources&quot;:{&quot;Table&quot;:{&quot;DeletionPolicy&quot;:&quot;Retain&quot;}}}</TemplateBody>"
    )

    @Test func `images go before their repository, and what is kept is named`() async throws {
        let aws = ScriptedAWS([
            ("DescribeStacks", .stack("CREATE_COMPLETE")), ("ListStackResources", Self.resources),
            ("GetTemplate", Self.template),
            (
                "DescribeRepositories",
                Self.json(#"{"repositories":[{"repositoryArn":"a","repositoryName":"r","repositoryUri":"h/r"}]}"#)
            ),
            (
                "ListImages",
                Self.json(#"{"imageIds":[{"imageDigest":"d","imageTag":"a"},{"imageDigest":"d","imageTag":"b"}]}"#)
            ),
            ("BatchDeleteImage", Self.json("{}")), ("DescribeStackEvents", .events()),
            ("ListStackResources", Self.resources), ("DeleteStack", .xml("DeleteStack")),
            ("DescribeStackEvents", .events(("1", "S", "DELETE_COMPLETE", ""))),
        ])
        let destroyer = Destroyer(aws.services)
        let plan = try #require(try await destroyer.plan("S", extent: .stack))
        #expect(plan.deleted.map(\.logicalId) == ["Repo"])
        #expect(plan.kept.map(\.logicalId) == ["Table"])
        try await destroyer.destroy(plan, extent: .stack)
        #expect(aws.rest.isEmpty)
        let deletion = try #require(aws.requests.first { ScriptedAWS.operation($0) == "BatchDeleteImage" })
        #expect(
            String(decoding: deletion.body, as: UTF8.self)
                == #"{"imageIds":[{"imageDigest":"d"}],"repositoryName":"r"}"#
        )
    }

    @Test func `everything means that the stack is first told to keep nothing`() async throws {
        let aws = ScriptedAWS([
            ("DescribeStacks", .stack("CREATE_COMPLETE")), ("ListStackResources", Self.resources),
            ("GetTemplate", Self.template), ("CreateChangeSet", .xml("CreateChangeSet", "<Id>arn:c</Id>")),
            ("DescribeChangeSet", .changeSet("CREATE_COMPLETE", action: "Modify")), ("DescribeStackEvents", .events()),
            ("ExecuteChangeSet", .xml("ExecuteChangeSet")),
            ("DescribeStackEvents", .events(("1", "S", "UPDATE_COMPLETE", ""))),
            (
                "DescribeRepositories",
                Self.json(#"{"__type":"RepositoryNotFoundException","message":"none"}"#, status: 400)
            ),
            ("DescribeStackEvents", .events(("1", "S", "UPDATE_COMPLETE", ""))), ("ListStackResources", Self.resources),
            ("DeleteStack", .xml("DeleteStack")),
            ("DescribeStackEvents", .events(("2", "S", "DELETE_COMPLETE", ""), ("1", "S", "UPDATE_COMPLETE", ""))),
        ])
        let destroyer = Destroyer(aws.services)
        let plan = try #require(try await destroyer.plan("S", extent: .everything))
        #expect(plan.kept.isEmpty && plan.deleted.count == 2)
        try await destroyer.destroy(plan, extent: .everything)
        #expect(aws.rest.isEmpty)
        let change = try #require(aws.requests.first { ScriptedAWS.operation($0) == "CreateChangeSet" })
        #expect(String(decoding: change.body, as: UTF8.self).contains("%22DeletionPolicy%22%3A%20%22Delete%22"))
    }

    @Test func `there may be nothing to delete, or nothing that may be`() async throws {
        let absent = ScriptedAWS([("DescribeStacks", .noStack)])
        #expect(try await Destroyer(absent.services).plan("S", extent: .stack) == nil)
        let busy = ScriptedAWS([("DescribeStacks", .stack("UPDATE_IN_PROGRESS"))])
        let error = await #expect(throws: DeployError.self) {
            try await Destroyer(busy.services).plan("S", extent: .stack)
        }
        #expect(error?.code == .busy)
    }

    @Test func `the bucket goes with all that is in it`() async throws {
        let bucket = "/loadtester-assets-123456789012-eu-central-1"
        let keys = "<R><IsTruncated>false</IsTruncated><Contents><Key>a/b.zip</Key></Contents></R>"
        let aws = ScriptedAWS([
            ("GetCallerIdentity", .identity), ("HEAD \(bucket)", .done),
            ("GET \(bucket)?list-type=2", TransportResponse(status: 200, body: Array(keys.utf8))),
            ("DELETE \(bucket)/a/b.zip", .done), ("DELETE \(bucket)", .done),
        ])
        #expect(try await Destroyer(aws.services).deleteAssets() == String(bucket.dropFirst()))
        #expect(aws.rest.isEmpty)
        let none = ScriptedAWS([("GetCallerIdentity", .identity), ("HEAD \(bucket)", .absent)])
        #expect(try await Destroyer(none.services).deleteAssets() == nil)
    }

    private static func json(_ text: String, status: Int = 200) -> TransportResponse {
        TransportResponse(status: status, body: Array(text.utf8))
    }
}
