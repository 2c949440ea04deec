import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

/// The adapters keep the ports' promises over a DynamoDB that is strict, and that lets reads lag where it may.
struct TableContractTests {
    private let fixture = TableFixture()

    @Test func `the store keeps the promises of its port`() async throws {
        try await checkResultStore(fixture.store)
    }

    @Test func `the registry keeps the promises of its port`() async throws {
        try await checkRunRegistry(fixture.registry)
    }

    @Test func `the store keeps them while the table writes only part of each batch`() async throws {
        fixture.dynamoDB.disrupt { _, call in call.operation == "BatchWriteItem" ? .process(atMost: 7) : nil }
        try await checkResultStore(fixture.store)
    }

    @Test func `the store keeps them while every other write is throttled, or its answer lost`() async throws {
        fixture.dynamoDB.disrupt { number, call in
            guard call.operation == "BatchWriteItem" else { return nil }
            return switch number % 4 {
            case 0: .refuse(.throttled(call.operation))
            case 2: .loseAnswer
            default: nil
            }
        }
        try await checkResultStore(fixture.store)
    }

    @Test func `reads that may lag break the promise, which is why they are not the default`() async throws {
        let lagging = DynamoDBResultStore(
            client: fixture.client,
            table: fixture.dynamoDB.tableName,
            clock: fixture.clock,
            consistentReads: false
        )
        await #expect(throws: ContractViolation.self) { try await checkResultStore(lagging) }
    }
}
