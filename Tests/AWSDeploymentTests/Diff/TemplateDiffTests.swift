import Testing

@testable import AWSDeployment

struct TemplateDiffTests {
    @Test func `resources and properties that differ are shown, each with both values`() throws {
        let old = """
            {"AWSTemplateFormatVersion":"2010-09-09","Outputs":{"Url":{"Value":{"Ref":"Q"}}},"Resources":{
              "Q":{"Type":"AWS::SQS::Queue","Properties":{"VisibilityTimeout":300,"Tags":[{"Key":"a","Value":"1"}],
                "RedrivePolicy":{"maxReceiveCount":3,"deadLetterTargetArn":{"Fn::GetAtt":["D","Arn"]}}}},
              "Gone":{"Type":"AWS::SNS::Topic"},"Same":{"Type":"X","Properties":{"N":1,"B":true}}}}
            """
        let new = """
            {"AWSTemplateFormatVersion":"2010-09-09","Outputs":{},"Resources":{
              "Q":{"Type":"AWS::SQS::Queue","DeletionPolicy":"Retain","Properties":{"VisibilityTimeout":600,
                "RedrivePolicy":{"maxReceiveCount":3,"deadLetterTargetArn":{"Ref":"E"}}}},
              "New":{"Type":"AWS::KMS::Key","Properties":{}},"Same":{"Type":"X","Properties":{"N":"1","B":"true"}}}}
            """
        let diff = try TemplateDiff(from: old, to: new)
        #expect(
            diff.text == """
                Resources
                [-] AWS::SNS::Topic Gone
                [+] AWS::KMS::Key New
                [~] AWS::SQS::Queue Q
                    + DeletionPolicy: "Retain"
                    ~ Properties.RedrivePolicy.deadLetterTargetArn: {"Fn::GetAtt": ["D", "Arn"]} → {"Ref": "E"}
                    - Properties.Tags: [{"Key": "a", "Value": "1"}]
                    ~ Properties.VisibilityTimeout: 300 → 600

                Outputs
                [-] Url

                """
        )
    }

    @Test(arguments: [
        (#"{"Resources":{"A":{"Type":"T","P":[1,2]}}}"#, #"{"Resources":{"A":{"P":[1,3],"Type":"T"}}}"#, "P[1]: 2 → 3"),
        (#"{"Resources":{"A":{"P":[1,2]}}}"#, #"{"Resources":{"A":{"P":[1]}}}"#, "P: [1, 2] → [1]"),
        (#"{"Description":"a"}"#, #"{"Description":"b"}"#, #""a" → "b""#),
        (#"{"Resources":{"A":{"P":"x"}}}"#, #"{"Resources":{"A":{"P":null}}}"#, #"P: "x" → null"#),
        (#"{"Resources":{"A":{"P":"tab\tend"}}}"#, #"{"Resources":{"A":{"P":1.5}}}"#, #"P: "tab\u0009end" → 1.5"#),
    ])
    func `the innermost place is named`(old: String, new: String, line: String) throws {
        let diff = try TemplateDiff(from: old, to: new)
        #expect(diff.text.contains(line))
    }

    @Test func `equal templates have no differences, however they are written`() throws {
        let diff = try TemplateDiff(
            from: #"{"Resources":{"A":{"b":1,"c":[]}}}"#,
            to: #"{ "Resources": {"A":{"c":[],"b":1.0}}}"#
        )
        #expect(diff.isEmpty)
        #expect(diff.text == "There are no differences.\n")
        #expect(try TemplateDiff(from: "{}", to: #"{"Resources":{"A":{"Type":"T"}}}"#).text == "Resources\n[+] T A\n")
    }

    @Test(arguments: ["", "[]", "1", "{", "Resources:\n  A:\n"])
    func `what is no JSON object is refused`(text: String) {
        let error = #expect(throws: DeployError.self) { try TemplateDiff(from: "{}", to: text) }
        #expect(error?.code == .invalidTemplate)
    }

    @Test func `a template is indented, and still the same`() throws {
        let text = #"{"b":[1,{"c":"x\"\\\n"}],"a":{},"d":[]}"#
        let indented = try Blueprint.indented(text)
        #expect(
            indented == """
                {
                  "a": {},
                  "b": [
                    1,
                    {
                      "c": "x\\"\\\\\\n"
                    }
                  ],
                  "d": []
                }
                """
        )
        #expect(try TemplateDiff(from: text, to: indented).isEmpty)
    }
}
