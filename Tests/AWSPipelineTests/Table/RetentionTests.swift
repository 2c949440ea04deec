import AWSClient
import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSPipeline

struct RetentionTests {
    private let fixture = TableFixture()

    @Test(arguments: [1, 30, 90, 3650])
    func recordsAndRunsExpireAfterTheDaysAskedFor(_ days: Int) async throws {
        let retention = Retention(days: days)
        let store = DynamoDBResultStore(
            client: fixture.client,
            table: fixture.dynamoDB.tableName,
            clock: fixture.clock,
            retention: retention
        )
        let record = try Sample.window("run", sequence: 1, second: 0)
        try await store.put([record])
        let shift = Int64(days - 90) * 86_400
        let expiry = StrictValue.n(try StrictNumber(String(record.ttl + shift)))
        #expect(fixture.items("run").map { $0["ttl"] } == [expiry])

        let header = try Sample.header("claimed", taskCount: 1)
        let registry = DynamoDBRunRegistry(
            client: fixture.client,
            table: fixture.dynamoDB.tableName,
            clock: fixture.clock,
            retention: retention
        )
        _ = try await registry.claim(header)
        let standard = HeaderItem.expiry(of: header)
        let expiries = fixture.dynamoDB.items.filter { $0["ttl"] != expiry }.map { $0["ttl"] }
        #expect(expiries == Array(repeating: .n(try StrictNumber(String(standard + shift))), count: 2))
    }

    @Test(arguments: [(nil, 90), ("1", 1), ("3650", 3650)] as [(String?, Int)])
    func daysAreReadFromTheEnvironment(_ text: String?, _ days: Int) throws {
        var environment = ["TABLE_NAME": "t"]
        environment["RESULTS_RETENTION_DAYS"] = text
        #expect(try ProcessorSettings(environment: environment).retention.days == days)
    }

    @Test(arguments: ["0", "3651", "soon"])
    func otherTextIsRefusedByTheVariablesName(_ text: String) {
        let environment = ["TABLE_NAME": "t", "RESULTS_RETENTION_DAYS": text]
        let error = #expect(throws: DeploymentError.self) { try ProcessorSettings(environment: environment) }
        #expect(error?.code == .invalidVariable)
        #expect(error?.message.contains("RESULTS_RETENTION_DAYS") == true)
    }
}
