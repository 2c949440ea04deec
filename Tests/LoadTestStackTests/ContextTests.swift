import Testing

@testable import LoadTestStack

@Suite struct ContextTests {
    @Test func anEmptyContextGivesTheDefaults() throws {
        #expect(try LoadTestStackProps(context: [:]) == LoadTestStackProps())
    }
}
