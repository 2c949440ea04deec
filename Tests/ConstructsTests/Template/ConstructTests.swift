import Testing

@testable import Constructs

@Suite struct ConstructTests {
    @Test func pathsLeadFromTheStackDown() {
        let stack = Stack(name: "S")
        let group = Construct(stack, "Group")
        let thing = Construct(group, "Thing")
        #expect(thing.path.description == "S/Group/Thing")
        #expect(stack.children.map(\.id) == ["Group"])
        #expect(stack.withDescendants.map(\.id) == ["S", "Group", "Thing"])
    }

    @Test func everyFaultIsToldAtOnceWithItsPath() throws {
        let stack = Stack(name: "S")
        let queue = Construct(stack, "Queue")
        _ = Construct(stack, "Queue")
        _ = Construct(queue, "")
        _ = Construct(queue, "a/b")
        queue.require(1 > 2, "size is 1; give 2")
        queue.require(2 > 1, "never said")
        queue.report(.conflict, "does not go together")
        let error = try #require(throws: Diagnostics.self) { try stack.synthesize() }
        #expect(
            error.items.map { "\($0.label) \($0.path)" } == [
                "invalidId S/Queue", "invalidId S/Queue/", "invalidId S/Queue/a/b", "invalidValue S/Queue",
                "conflict S/Queue",
            ]
        )
        #expect(error.label == "invalidId")
        #expect(error.description.split(separator: "\n").count == 5)
        #expect(error.items[3].description == "S/Queue: size is 1; give 2")
    }

    @Test func aTreeIsLockedOnceItsTemplateIsMade() throws {
        let stack = Stack(name: "S")
        _ = try stack.synthesize()
        _ = Construct(stack, "Late")
        let error = try #require(throws: Diagnostics.self) { try stack.synthesize() }
        #expect(error.items.map(\.code) == [.locked])
    }

    @Test(arguments: ["", "1a", "a_b", "-a", "é", String(repeating: "a", count: 129)])
    func aStackIsNamedAsCloudFormationDemands(_ name: String) {
        #expect(throws: Diagnostics.self) { try Stack(name: name).synthesize() }
    }

    @Test(arguments: ["a", "Z9-", String(repeating: "a", count: 128)])
    func otherNamesOfStacksAreTaken(_ name: String) throws {
        #expect(try Stack(name: name).synthesize().name == name)
    }
}
