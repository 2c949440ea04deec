import AWSClient
import AWSPipeline
import Measurement
import PipelineTestKit
import ResultPipeline

/// A table of its own, and what reads and writes it.
struct TableFixture: Sendable {
    let dynamoDB = StrictDynamoDB()
    let clock = JumpingClock()

    var client: DynamoDBClient { DynamoDBClient(dynamoDB) }

    var store: DynamoDBResultStore {
        DynamoDBResultStore(client: client, table: dynamoDB.tableName, clock: clock, random: { 0.5 })
    }

    var registry: DynamoDBRunRegistry {
        DynamoDBRunRegistry(client: client, table: dynamoDB.tableName, clock: clock)
    }

    func record(_ message: ResultMessage) throws -> ResultRecord {
        var decoder = HistogramDecoder()
        return try ResultRecord(message, using: &decoder)
    }

    /// All records of a run, by one query after the other.
    func all(_ testId: String) async throws -> [ResultRecord] {
        try await store.records(of: testId, after: nil, limit: .max)
    }

    /// Every item of a run as it is stored.
    func items(_ testId: String) -> [StrictItem] {
        dynamoDB.items.filter { $0["testId"] == .s(testId) }
    }
}

extension AWSError {
    static func throttled(_ operation: String) -> AWSError {
        AWSError(
            operation: operation,
            code: "ProvisionedThroughputExceededException",
            message: "The level of configured provisioned throughput for the table was exceeded",
            status: 400
        )
    }
}
