import Constructs
import Testing

@testable import LoadTestStack

@Suite struct RuleTests {
    private typealias Change = @Sendable (inout LoadTestStackProps) -> Void
    private static let broken: [(String, Change)] = [
        ("processorTimeout", { $0.processorTimeout = 51 }),
        ("processorTimeout", { $0.visibilityTimeout = 299 }),
        ("processorBatchWindow", { $0.processorBatchSize = 11 }),
        ("deadLetterRetention", { $0.deadLetterRetention = 3 }),
        ("taskMemory", { $0.taskMemory = 512 }),
        ("taskMemory", { $0.taskMemory = 5120 }),
        (
            "taskMemory",
            {
                $0.taskCpu = 16_384; $0.taskMemory = 33_000
            }
        ),
        ("natGateways", { $0.natGateways = 1 }),
        (
            "natGateways",
            {
                $0.network = .privateSubnets; $0.natGateways = 3
            }
        ),
        ("vpcId", { $0.vpcId = "vpc-1" }),
        (
            "vpcId",
            {
                $0.network = .existing; $0.subnetIds = ["subnet-1"]
            }
        ),
        (
            "subnetIds",
            {
                $0.network = .existing; $0.vpcId = "vpc-1"
            }
        ),
        ("assignPublicIp", { $0.assignPublicIp = true }),
        ("assignPublicIp", { $0.usesNatGateway = true }),
        (
            "flowLogs",
            {
                $0.network = .existing; $0.vpcId = "vpc-1"; $0.subnetIds = ["subnet-1"]; $0.flowLogs = .all
            }
        ),
        ("taskCpu", { $0.taskCpu = 300 }),
        ("launcherTimeout", { $0.launcherTimeout = 0 }),
    ]

    @Test(arguments: broken.indices)
    func propertiesThatDoNotGoTogetherAreFaults(_ index: Int) throws {
        let (name, change) = Self.broken[index]
        var props = LoadTestStackProps()
        change(&props)
        let error = try #require(throws: Diagnostics.self) { try LoadTestApp.synthesize(props) }
        #expect(error.items.map(\.path) == ["property '\(name)'"])
    }

    private static let held: [Change] = [
        {
            $0.processorTimeout = 100; $0.visibilityTimeout = 600
        },
        {
            $0.processorBatchSize = 100; $0.processorBatchWindow = 1
        },
        { $0.deadLetterRetention = 4 },
        {
            $0.taskCpu = 256; $0.taskMemory = 512
        },
        {
            $0.taskCpu = 16_384; $0.taskMemory = 122_880
        },
        {
            $0.network = .privateSubnets; $0.natGateways = 2
        },
        {
            $0.network = .existing; $0.vpcId = "vpc-1"; $0.subnetIds = ["subnet-1"]; $0.assignPublicIp = true
        },
    ]

    @Test(arguments: held.indices)
    func propertiesThatGoTogetherAreNone(_ index: Int) throws {
        var props = LoadTestStackProps()
        Self.held[index](&props)
        _ = try LoadTestApp.synthesize(props)
    }

    @Test func aBlockIsCutIntoSixteen() throws {
        let block = try #require(AddressBlock("10.1.0.0/16"))
        #expect([0, 1, 15].map(block.part) == ["10.1.0.0/20", "10.1.16.0/20", "10.1.240.0/20"])
        let small = try #require(AddressBlock("192.168.7.0/24"))
        #expect([0, 1, 15].map(small.part) == ["192.168.7.0/28", "192.168.7.16/28", "192.168.7.240/28"])
    }
}
