import Constructs
import Testing

@testable import LoadTestStack

/// Every property changes what it says.
@Suite struct EffectTests {
    private static let launcher = "EcsLoadTestLauncher/Function/Resource"
    private static let processor = "LoadTestProcessor/Function/Resource"
    private static let schedule = "EcsLoadTestLauncher/Function/Schedule"
    private static let mapping = "LoadTestProcessor/Function/QueueMapping"
    private static let task = "LoadTestTask/Definition/Resource"
    private static let variables = "Environment.Variables"

    /// Property, value, and what is then at a place of a resource.
    static let effects: [(name: String, value: String, path: String, place: String, expected: JSONValue)] = [
        ("architecture", "arm64", launcher, "Architectures", ["arm64"]),
        ("architecture", "arm64", task, "RuntimePlatform.CpuArchitecture", "ARM64"),
        ("architecture", "arm64", launcher, "\(variables).TASK_ARCHITECTURE", "arm64"),
        ("launcherMemory", "512", launcher, "MemorySize", 512),
        ("launcherTimeout", "120", launcher, "Timeout", 120),
        ("launcherConcurrency", "7", launcher, "ReservedConcurrentExecutions", 8),
        ("processorMemory", "1024", processor, "MemorySize", 1024),
        ("processorTimeout", "30", processor, "Timeout", 30),
        ("processorConcurrency", "20", processor, "ReservedConcurrentExecutions", 20),
        ("processorConcurrency", "20", mapping, "ScalingConfig.MaximumConcurrency", 20),
        ("processorBatchSize", "5", mapping, "BatchSize", 5),
        ("processorBatchWindow", "3", mapping, "MaximumBatchingWindowInSeconds", 3),
        ("sweepInterval", "1", schedule, "ScheduleExpression", "rate(1 minute)"),
        ("sweepInterval", "10", schedule, "ScheduleExpression", "rate(10 minutes)"),
        ("sweepGrace", "600", launcher, "\(variables).SWEEP_GRACE_SECONDS", "600"),
        ("visibilityTimeout", "600", "LoadTestQueue/Resource", "VisibilityTimeout", 600),
        ("queueRetention", "2", "LoadTestQueue/Resource", "MessageRetentionPeriod", 172_800),
        ("deadLetterRetention", "7", "LoadTestDeadLetters/Resource", "MessageRetentionPeriod", 604_800),
        ("embeddedMetrics", "true", processor, "\(variables).EMBEDDED_METRICS", "1"),
        ("resultsRetention", "30", launcher, "\(variables).RESULTS_RETENTION_DAYS", "30"),
        ("resultsRetention", "30", processor, "\(variables).RESULTS_RETENTION_DAYS", "30"),
        ("maxReceives", "5", "LoadTestQueue/Resource", "RedrivePolicy.maxReceiveCount", 5),
        ("taskCpu", "256", task, "Cpu", "256"),
        ("taskCpu", "256", launcher, "\(variables).TASK_CPU", "256"),
        ("taskMemory", "2048", task, "Memory", "2048"),
        ("taskMemory", "2048", task, "ContainerDefinitions.0.Memory", 2048),
        ("taskMemory", "2048", launcher, "\(variables).TASK_MEMORY", "2048"),
        ("taskStopTimeout", "60", task, "ContainerDefinitions.0.StopTimeout", 60),
        ("containerInsights", "false", "LoadTestEcsCluster/Resource", "ClusterSettings.0.Value", "disabled"),
        ("allowPrivateTargets", "true", launcher, "\(variables).ALLOW_PRIVATE_TARGETS", "true"),
        ("vpcCidr", "10.9.0.0/20", "LoadTestNetwork/Vpc/Resource", "CidrBlock", "10.9.0.0/20"),
        ("vpcCidr", "10.9.0.0/20", "LoadTestNetwork/Vpc/Public2/Resource", "CidrBlock", "10.9.1.0/24"),
        ("availabilityZones", "3", "LoadTestNetwork/Vpc/Public3/Resource", "CidrBlock", "10.0.32.0/20"),
        ("flowLogs", "all", "LoadTestNetwork/Vpc/FlowLogs", "TrafficType", "ALL"),
        ("flowLogs", "rejected", "LoadTestNetwork/Vpc/FlowLogs", "TrafficType", "REJECT"),
        ("logRetention", "731", "LoadTestTask/Logs/Resource", "RetentionInDays", 731),
        ("logRetention", "731", "EcsLoadTestLauncher/Logs/Resource", "RetentionInDays", 731),
        ("alarmEmail", "a@b.example", "LoadTestAlarms/Subscription1", "Endpoint", "a@b.example"),
        ("messageAgeAlarm", "900", "MessageAgeAlarm/Resource", "Threshold", 900),
        ("endpointUrl", "http://127.0.0.1:4566", launcher, "\(variables).AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
        ("endpointUrl", "http://127.0.0.1:4566", processor, "\(variables).AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
    ]

    @Test(arguments: effects.indices)
    func aPropertyChangesWhatItSays(_ index: Int) throws {
        let effect = Self.effects[index]
        let changed = try Synthesized(context: [effect.name: effect.value])
        #expect(changed.property(effect.path, effect.place) == effect.expected, "\(effect.name)=\(effect.value)")
        #expect(try Synthesized().property(effect.path, effect.place) != effect.expected, "the default does so too")
    }

    @Test func noPropertyIsWithoutATestOfItsEffect() {
        let elsewhere: Set = [
            "imageTag", "encryption", "removal", "network", "natGateways", "vpcId", "subnetIds", "assignPublicIp",
            "usesNatGateway", "dashboard", "planBuckets", "secretArns", "apiArns",
        ]
        let tested = elsewhere.union(Self.effects.map(\.name))
        #expect(Set(LoadTestStackProps.properties.map(\.name)) == tested)
    }

    @Test func noLauncherIsReservedWhereNoneIsAskedFor() throws {
        let stack = try Synthesized(context: ["launcherConcurrency": "0"])
        #expect(stack.property(Self.launcher, "ReservedConcurrentExecutions") == nil)
    }

    @Test func theImageIsOfTheStacksOwnRepository() throws {
        let image = try Synthesized(context: ["imageTag": "sha-1"]).property(Self.task, "ContainerDefinitions.0.Image")
        #expect(image == ["Fn::Sub": "${LoadTestRepository789554E7.RepositoryUri}:sha-1"])
    }

    @Test func plansAreReadFromNamedBucketsAlone() throws {
        let stack = try Synthesized(context: ["planBuckets": "one-bucket, another"])
        for role in ["EcsLoadTestLauncher/Role", "LoadTestTask/TaskRole"] {
            #expect(
                stack.statements(role)["ReadPlans"]
                    == Statement(
                        actions: ["s3:GetObject"],
                        resources: [
                            ["Fn::Sub": "arn:${AWS::Partition}:s3:::one-bucket/*"],
                            ["Fn::Sub": "arn:${AWS::Partition}:s3:::another/*"],
                        ]
                    )
            )
        }
        #expect(stack.statements("LoadTestProcessor/Role")["ReadPlans"] == nil)
        #expect(try Synthesized().statements("LoadTestTask/TaskRole")["ReadPlans"] == nil)
    }

    @Test func tasksReadTheSecretsThatAreNamed() throws {
        let secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-a1b2c3"
        let parameter = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/token"
        let stack = try Synthesized(context: ["secretArns": "\(secret),\(parameter)", "network": "private"])
        let role = stack.statements("LoadTestTask/TaskRole")
        #expect(
            role["ReadSecrets"]
                == Statement(actions: ["secretsmanager:GetSecretValue"], resources: [.string(secret)])
        )
        #expect(role["ReadParameters"] == Statement(actions: ["ssm:GetParameter"], resources: [.string(parameter)]))
        #expect(stack.resource("LoadTestNetwork/Vpc/Endpoint-ssm") != nil)
        #expect(stack.resource("LoadTestNetwork/Vpc/Endpoint-secretsmanager") != nil)
        let none = try Synthesized(context: ["network": "private"])
        #expect(none.resource("LoadTestNetwork/Vpc/Endpoint-ssm") == nil)
        #expect(none.statements("LoadTestTask/TaskRole")["ReadParameters"] == nil)
    }

    @Test func tasksCallTheAPIsThatAreNamed() throws {
        let api = "arn:aws:execute-api:eu-central-1:123456789012:abc123/*"
        let stack = try Synthesized(context: ["apiArns": api])
        #expect(
            stack.statements("LoadTestTask/TaskRole")["CallAPIs"]
                == Statement(actions: ["execute-api:Invoke"], resources: [.string(api)])
        )
        #expect(stack.statements("EcsLoadTestLauncher/Role")["CallAPIs"] == nil)
        #expect(try Synthesized().statements("LoadTestTask/TaskRole")["CallAPIs"] == nil)
    }

    @Test func theDashboardCanBeLeftOut() throws {
        #expect(try Synthesized().types["AWS::CloudWatch::Dashboard"] == 1)
        #expect(try Synthesized(context: ["dashboard": "false"]).types["AWS::CloudWatch::Dashboard"] == nil)
    }

    @Test func whatHoldsResultsIsRetainedOnDemand() throws {
        for (removal, policy) in [("destroy", "Delete"), ("retain", "Retain")] as [(String, JSONValue)] {
            let stack = try Synthesized(context: ["removal": removal])
            for path in ["LoadTestResults/Resource", "LoadTestKey/Resource"] {
                #expect(stack.resource(path)?["DeletionPolicy"] == policy)
                #expect(stack.resource(path)?["UpdateReplacePolicy"] == policy)
            }
            #expect(
                stack.property("LoadTestResults/Resource", "DeletionProtectionEnabled")
                    == (removal == "retain" ? true : nil)
            )
        }
    }

    @Test func codeIsTakenFromWhereItWasPut() throws {
        let stack = try Synthesized {
            $0.launcherCode = FunctionCode(bucket: .named("mine"), key: "a.zip")
            $0.processorCode = FunctionCode(bucket: .cdkAssets, key: "b.zip")
        }
        let elsewhere = try Synthesized {
            $0.launcherCode = FunctionCode(bucket: .named("x-${AWS::Region}"), key: "c.zip")
        }
        #expect(stack.property(Self.launcher, "Code") == ["S3Bucket": "mine", "S3Key": "a.zip"])
        #expect(
            stack.property(Self.processor, "Code.S3Bucket") == [
                "Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
            ]
        )
        #expect(
            elsewhere.property(Self.launcher, "Code") == [
                "S3Bucket": ["Fn::Sub": "x-${AWS::Region}"], "S3Key": "c.zip",
            ]
        )
        #expect(
            try Synthesized().property(Self.launcher, "Code.S3Bucket") == [
                "Fn::Sub": "loadtester-assets-${AWS::AccountId}-${AWS::Region}"
            ]
        )
    }
}
