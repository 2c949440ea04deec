import Testing

@testable import AWSDeployment

struct TemplateReleaseTests {
    @Test func `what would be kept is let go, and touched so that CloudFormation sees it`() throws {
        let template = """
            {"Resources":{"T":{"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain",
              "Properties":{"DeletionProtectionEnabled":true,"Name":"n"}},
              "R":{"Type":"AWS::ECR::Repository","DeletionPolicy":"Retain"},
              "Q":{"Type":"AWS::SQS::Queue","DeletionPolicy":"Delete","Properties":{"V":300}}}}
            """
        let released = try #require(try TemplateRelease.released(template))
        #expect(
            try TemplateDiff(from: template, to: released).text == """
                Resources
                [~] AWS::ECR::Repository R
                    ~ DeletionPolicy: "Retain" → "Delete"
                    + Metadata: {"loadtester:released": "true"}
                    + Properties: {"EmptyOnDelete": true}
                [~] AWS::DynamoDB::Table T
                    ~ DeletionPolicy: "Retain" → "Delete"
                    + Metadata: {"loadtester:released": "true"}
                    ~ Properties.DeletionProtectionEnabled: true → false
                    ~ UpdateReplacePolicy: "Retain" → "Delete"

                """
        )
        #expect(try TemplateRelease.released(released) == nil)
    }

    @Test(arguments: ["{}", #"{"Resources":{"Q":{"Type":"T"}}}"#, #"{"Resources":{"Q":{"DeletionPolicy":"Delete"}}}"#])
    func `a template that keeps nothing stays as it is`(template: String) throws {
        #expect(try TemplateRelease.released(template) == nil)
    }
}
