import Testing

@testable import Constructs

@Suite struct SynthesisTests {
    @Test func allPartsOfATemplateAreThere() throws {
        let stack = Stack(name: "S", text: "What it is")
        let size = CfnParameter(stack, "Size", type: "Number", text: "How large", defaultValue: "1")
        let open = CfnParameter(stack, "Open", text: "Without default")
        _ = CfnResource(stack, "R", type: "A::B::C", ["Size": .token(size.ref), "Open": .token(open.ref)])
        _ = CfnOutput(stack, "Out", "x-\(size.ref)", text: "Its size", exportName: "\(.stackName)-size")
        let template = try stack.synthesize()
        #expect(
            template.template == [
                "Description": "What it is",
                "Parameters": [
                    "Size": ["Type": "Number", "Description": "How large", "Default": "1"],
                    "Open": ["Type": "String", "Description": "Without default"],
                ],
                "Resources": [
                    "R": [
                        "Type": "A::B::C", "Metadata": ["aws:cdk:path": "S/R"],
                        "Properties": ["Size": ["Ref": "Size"], "Open": ["Ref": "Open"]],
                    ]
                ],
                "Outputs": [
                    "Out": [
                        "Value": ["Fn::Sub": "x-${Size}"], "Description": "Its size",
                        "Export": ["Name": ["Fn::Sub": "${AWS::StackName}-size"]],
                    ]
                ],
            ]
        )
    }

    @Test func namesAndTreeAreThoseOfTheConstructs() throws {
        let stack = Stack(name: "S")
        _ = Component(stack, "Queue", type: "AWS::SQS::Queue", [:])
        _ = Construct(stack, "Empty")
        let template = try stack.synthesize()
        #expect(template.logicalIds == [.init(path: "S/Queue/Resource", logicalId: "Queue4A7E3555")])
        #expect(template.tree.children.map(\.path) == ["S/Queue", "S/Empty"])
        #expect(template.tree.children[0].children.map(\.resourceType) == ["AWS::SQS::Queue"])
        #expect(template.tree.resourceType == nil)
    }

    @Test func referencesToOtherStacksAreFaults() throws {
        let other = CfnResource(Stack(name: "Other"), "Far", type: "A::B::C")
        let stack = Stack(name: "S")
        let resource = CfnResource(stack, "R", type: "A::B::C", ["Far": .token(other.ref)])
        resource.addDependency(on: other)
        _ = CfnOutput(stack, "Out", other.ref, text: "")
        let error = try #require(throws: Diagnostics.self) { try stack.synthesize() }
        #expect(error.items.map(\.path) == ["S/R", "S/R", "S/Out"])
        #expect(error.items.allSatisfy { $0.code == .unknownReference && $0.message.contains("Far") })
    }

    @Test func twoResourcesOfOneNameAreAFault() throws {
        let stack = Stack(name: "S")
        _ = CfnResource(stack, "a-b", type: "A::B::C")
        _ = CfnResource(stack, "ab", type: "A::B::C")
        _ = CfnResource(stack, "-", type: "A::B::C")
        let error = try #require(throws: Diagnostics.self) { try stack.synthesize() }
        #expect(error.items.map(\.path) == ["S/ab", "S/-"])
    }

    /// Random trees: every resource has a name of its own, which stays when siblings come before and after it.
    @Test(arguments: 0..<20)
    func namesAreUniqueAndDoNotDependOnSiblings(_ seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let paths = Set((0..<60).map { _ in (0...random.below(3)).map { _ in "N\(random.below(6))" } })
        let sparse = try names(of: paths.filter { _ in random.below(2) == 0 })
        let full = try names(of: paths)
        #expect(Set(full.values).count == full.count)
        for (path, name) in sparse { #expect(full[path] == name) }
    }

    private func names(of paths: Set<[String]>) throws -> [String: String] {
        let stack = Stack(name: "S")
        for path in paths.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            var scope: Construct = stack
            for id in path { scope = scope.children.first { $0.id == id } ?? Construct(scope, id) }
            _ = CfnResource(scope, type: "A::B::C")
        }
        return Dictionary(try stack.synthesize().logicalIds.map { ($0.path, $0.logicalId) }) { $1 }
    }
}
