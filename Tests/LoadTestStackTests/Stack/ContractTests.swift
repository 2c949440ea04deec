import Constructs
import Testing

@testable import LoadTestStack

/// Names and numbers that other people's scripts rely on.
@Suite struct ContractTests {
    private static let promises: [(path: String, place: String, expected: JSONValue)] = [
        ("EcsLoadTestLauncher/Function/Resource", "FunctionName", "EcsLoadTestLauncher"),
        ("EcsLoadTestLauncher/Function/Resource", "MemorySize", 256),
        ("EcsLoadTestLauncher/Function/Resource", "Timeout", 60),
        ("EcsLoadTestLauncher/Function/Resource", "Environment.Variables.CONTAINER_NAME", "LoadTestContainer"),
        ("LoadTestProcessor/Function/Resource", "FunctionName", "LoadTestProcessor"),
        ("LoadTestProcessor/Function/Resource", "MemorySize", 512),
        ("LoadTestProcessor/Function/Resource", "Timeout", 50),
        ("LoadTestRepository/Resource", "RepositoryName", "load-test-repository"),
        ("LoadTestRepository/Resource", "ImageTagMutability", "IMMUTABLE"),
        ("LoadTestRepository/Resource", "ImageScanningConfiguration.ScanOnPush", true),
        ("LoadTestEcsCluster/Resource", "ClusterName", "LoadTestEcsCluster"),
        ("LoadTestEcsCluster/Resource", "CapacityProviders", ["FARGATE", "FARGATE_SPOT"]),
        ("LoadTestQueue/Resource", "QueueName", "LoadTestQueue"),
        ("LoadTestQueue/Resource", "VisibilityTimeout", 300),
        ("LoadTestQueue/Resource", "MessageRetentionPeriod", 345_600),
        ("LoadTestQueue/Resource", "RedrivePolicy.maxReceiveCount", 3),
        ("LoadTestDeadLetters/Resource", "MessageRetentionPeriod", 1_209_600),
        ("LoadTestResults/Resource", "TableName", "LoadTestResults"),
        ("LoadTestResults/Resource", "BillingMode", "PAY_PER_REQUEST"),
        ("LoadTestResults/Resource", "TimeToLiveSpecification", ["AttributeName": "ttl", "Enabled": true]),
        (
            "LoadTestResults/Resource", "KeySchema",
            [
                ["AttributeName": "testId", "KeyType": "HASH"], ["AttributeName": "timestamp", "KeyType": "RANGE"],
            ]
        ),
        ("LoadTestResults/Resource", "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled", true),
        ("LoadTestTask/Definition/Resource", "Cpu", "512"),
        ("LoadTestTask/Definition/Resource", "Memory", "1024"),
        ("LoadTestTask/Definition/Resource", "ContainerDefinitions.0.Name", "LoadTestContainer"),
        ("LoadTestTask/Definition/Resource", "ContainerDefinitions.0.ReadonlyRootFilesystem", true),
        // Five launches, and the sweep.
        ("EcsLoadTestLauncher/Function/Resource", "ReservedConcurrentExecutions", 6),
        ("LoadTestProcessor/Function/Resource", "ReservedConcurrentExecutions", 10),
        ("LoadTestTask/Definition/Resource", "ContainerDefinitions.0.User", "65532:65532"),
        (
            "LoadTestTask/Definition/Resource",
            "ContainerDefinitions.0.LogConfiguration.Options.awslogs-stream-prefix", "LoadTestContainerLogs"
        ),
        ("LoadTestProcessor/Function/QueueMapping", "FunctionResponseTypes", ["ReportBatchItemFailures"]),
    ]

    @Test(arguments: promises.indices)
    func theDefaultsAreThoseOfTheContract(_ index: Int) throws {
        let promise = Self.promises[index]
        #expect(try Synthesized().property(promise.path, promise.place) == promise.expected, "\(promise.path)")
    }

    @Test func theOutputsAreThoseOfTheContract() throws {
        let stack = try Synthesized()
        guard case .object(let outputs)? = stack.template.template["Outputs"] else {
            Issue.record("no outputs")
            return
        }
        #expect(
            outputs.mapValues { $0["Value"] } == [
                "LoadTestResultsTableName": stack.ref("LoadTestResults/Resource"),
                "LoadTestResultsTableArn": stack.attribute("LoadTestResults/Resource", "Arn"),
                "LoadTestQueueUrl": stack.ref("LoadTestQueue/Resource"),
                "LoadTestQueueArn": stack.attribute("LoadTestQueue/Resource", "Arn"),
            ]
        )
    }

    @Test func anyResourceCanBeReachedPastTheProperties() throws {
        let stack = LoadTestStack(LoadTestStackProps())
        let queue = try #require(stack.resource(at: "LoadTestQueue/Resource"))
        queue.override("DelaySeconds", 5)
        #expect(stack.resource(at: "LoadTestQueue/Nothing") == nil)
        #expect(stack.resource(at: "LoadTestQueue") == nil)
        let template = try stack.synthesize().template
        #expect(template["Resources"]?[queue.path.logicalID.text]?["Properties"]?["DelaySeconds"] == 5)
    }
}
