import LoadPlan
import Testing

@testable import LoadEngine

@Suite struct OriginTests {
    private static func addresses(_ texts: [String]) -> [SocketAddress] {
        texts.compactMap { SocketAddress(literal: $0, port: 80) }
    }

    private static func origin(_ texts: String...) throws -> (Origin, AddressBook) {
        let book = try AddressBook(overrides: texts.map { ResolveOverride(host: "x.test", port: 80, address: $0) })
        var origin = Origin(try TargetURL(parsing: "http://x.test/"), turn: 0)
        origin.refresh(from: book)
        return (origin, book)
    }

    @Test func forbiddenAddressesAreNeverInTheTurns() throws {
        var (origin, _) = try Self.origin("192.0.2.0", "192.0.2.1", "192.0.2.2", "192.0.2.3")
        origin.forbid(1)
        origin.forbid(3)
        #expect(origin.candidates == 2)
        #expect((0..<4).map { _ in origin.nextAddress() } == [2, 0, 2, 0])
        #expect(origin.avoid(2, version: origin.version) != nil)
        #expect((0..<3).map { _ in origin.nextAddress() } == [0, 0, 0])
        // Where all that are left took no connection, they are tried again; the forbidden ones are not.
        #expect(origin.avoid(0, version: origin.version) != nil)
        #expect(Set((0..<6).map { _ in origin.nextAddress() }) == [0, 2])
    }

    @Test func whereAllAreForbiddenThereIsNone() throws {
        var (origin, _) = try Self.origin("192.0.2.0", "192.0.2.1")
        #expect(origin.avoid(0, version: origin.version) != nil)
        origin.forbid(0)
        origin.forbid(1)
        #expect(origin.candidates == 0 && origin.nextAddress() == nil)
    }

    @Test func theLastAddressIsNotAvoided() throws {
        var (origin, _) = try Self.origin("192.0.2.0", "192.0.2.1")
        origin.forbid(0)
        #expect(origin.avoid(1, version: origin.version) == nil)
        #expect(origin.nextAddress() == 1)
    }

    /// A connection may fail after its name has got other addresses, and fewer.
    @Test func anIndexOfAnEarlierAddressSetIsNotTakenForOneOfThis() throws {
        var (origin, _) = try Self.origin("192.0.2.0", "192.0.2.1", "192.0.2.2", "192.0.2.3")
        origin.forbid(2)
        let before = origin.version
        let (_, later) = try Self.origin("192.0.2.8", "192.0.2.9")
        origin.refresh(from: later)
        #expect(origin.addresses == Self.addresses(["192.0.2.8", "192.0.2.9"]))
        #expect(origin.avoid(3, version: before) == nil && origin.avoid(0, version: before) == nil)
        #expect(origin.candidates == 2)
        #expect(Set((0..<2).map { _ in origin.nextAddress() }) == [0, 1])
    }
}
