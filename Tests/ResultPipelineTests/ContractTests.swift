import PipelineTestKit
import ResultPipeline
import Testing

/// The in-memory adapters keep the ports' promises, so that what is proved with them holds for the others.
struct ContractTests {
    @Test func memoryRegistryKeepsItsPromises() async throws {
        try await checkRunRegistry(InMemoryRunRegistry())
    }

    @Test(arguments: [1, 7, 23] as [UInt64])
    func memoryQueueKeepsItsPromises(seed: UInt64) async throws {
        let clock = FakeClock()
        let queue = InMemoryResultQueue(clock: clock, seed: seed)
        try await checkResultQueue(queue) { clock.advance(by: .seconds(31)) }
    }

    @Test func memoryStoreKeepsItsPromises() async throws {
        try await checkResultStore(InMemoryResultStore())
    }

    @Test func aQueueThatForgetsAcknowledgementsIsFound() async throws {
        let clock = FakeClock()
        let queue = InMemoryResultQueue(clock: clock, copies: 2)
        await #expect(throws: ContractViolation.self) {
            try await checkResultQueue(queue) { clock.advance(by: .seconds(31)) }
        }
    }
}
