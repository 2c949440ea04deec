import Testing

@testable import Constructs

@Suite struct CfnResourceTests {
    private let stack = Stack(name: "S")

    @Test func anEntryHasAllThatWasSaid() throws {
        let group = Construct(stack, "Queue")
        let first = CfnResource(stack, "First", type: "AWS::SNS::Topic")
        let second = CfnResource(stack, "Second", type: "AWS::SNS::Topic")
        let resource = CfnResource(
            group,
            type: "AWS::SQS::Queue",
            ["Size": 1, "None": nil, "Topic": .token(first.ref)]
        )
        resource.addDependency(on: second)
        resource.addDependency(on: first)
        resource.removal = .retain
        resource.metadata["note"] = "why"
        let template = try stack.synthesize().template
        #expect(
            template["Resources"]?["Queue4A7E3555"] == [
                "Type": "AWS::SQS::Queue", "Properties": ["Size": 1, "Topic": ["Ref": "First"]],
                "DependsOn": ["First", "Second"], "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain",
                "Metadata": ["aws:cdk:path": "S/Queue/Resource", "note": "why"],
            ]
        )
        #expect(
            template["Resources"]?["First"] == ["Type": "AWS::SNS::Topic", "Metadata": ["aws:cdk:path": "S/First"]]
        )
    }

    private static let overrides: [(String, Value?, JSONValue)] = [
        ("Size", 2, ["Size": 2, "List": [["Name": "a"]]]),
        ("New", "x", ["Size": 1, "List": [["Name": "a"]], "New": "x"]),
        ("Deep.Er", true, ["Size": 1, "List": [["Name": "a"]], "Deep": ["Er": true]]),
        ("List.0.Name", "b", ["Size": 1, "List": [["Name": "b"]]]),
        ("List.0", 3, ["Size": 1, "List": [3]]),
        ("List.0", nil, ["Size": 1, "List": []]),
        ("Size", nil, ["List": [["Name": "a"]]]),
        ("Absent", nil, ["Size": 1, "List": [["Name": "a"]]]),
    ]

    @Test(arguments: overrides)
    func anyPropertyCanBeSetPastItsConstruct(_ way: String, _ value: Value?, _ expected: JSONValue) throws {
        let resource = CfnResource(stack, "R", type: "A::B::C", ["Size": 1, "List": [["Name": "a"]]])
        resource.override(way, value)
        #expect(try stack.synthesize().template["Resources"]?["R"]?["Properties"] == expected)
    }

    @Test(arguments: ["", ".", "Size.More", "List.1", "List.x.Name", "List.-1"])
    func aWayThatLeadsNowhereIsAFault(_ way: String) throws {
        let resource = CfnResource(stack, "R", type: "A::B::C", ["Size": 1, "List": [["Name": "a"]]])
        resource.override(way, 1)
        let error = try #require(throws: Diagnostics.self) { try stack.synthesize() }
        #expect(error.items.map(\.code) == [.conflict])
    }

    @Test func aComponentHasItsResourceAsItsFirstChild() throws {
        let component = Component(stack, "Queue", type: "AWS::SQS::Queue", ["Size": 1])
        _ = CfnOutput(stack, "Out", component.getAtt("Arn"), text: "An ARN")
        #expect(component.children.map(\.id) == ["Resource"])
        #expect(
            try stack.synthesize().template["Outputs"]?["Out"]?["Value"] == ["Fn::GetAtt": ["Queue4A7E3555", "Arn"]]
        )
    }
}
