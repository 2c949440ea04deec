import AWSClient
import Testing

@testable import AWSDeployment

struct DoctorRulesTests {
    @Test(arguments: [
        (6.0, 512, 12, true), (6, 512, 13, false), (0, 512, 1, false), (0.5, 512, 1, true), (1, 4096, 1, false),
    ])
    func `tasks fit into the quota of Fargate or do not`(quota: Double, cpuUnits: Int, tasks: Int, fits: Bool) {
        let finding = DoctorRules.fargate(quota: quota, cpuUnits: cpuUnits, tasks: tasks)
        #expect(finding.outcome == (fits ? .ok : .failed))
        #expect((finding.remedy == nil) == fits)
    }

    @Test(arguments: [(1000.0, DoctorFinding.Outcome.ok), (116, .ok), (115, .warning), (10, .warning)])
    func `a small quota of Lambda is a warning`(quota: Double, outcome: DoctorFinding.Outcome) {
        #expect(DoctorRules.concurrency(quota: quota, reserved: 16).outcome == outcome)
    }

    @Test(
        arguments: [
            ("igw-1", true, [], DoctorFinding.Outcome.ok), ("igw-1", false, [], .failed), ("nat-1", false, [], .ok),
            (nil, false, DoctorRules.neededEndpoints.map { "com.amazonaws.eu-central-1.\($0)" }, .ok),
            (nil, false, ["com.amazonaws.eu-central-1.sqs"], .failed), (nil, true, [], .failed),
        ] as [(String?, Bool, [String], DoctorFinding.Outcome)]
    )
    func `tasks reach AWS by a gateway or by endpoints`(
        way: String?,
        hasPublicAddress: Bool,
        endpoints: [String],
        outcome: DoctorFinding.Outcome
    ) {
        let main = EC2RouteTable(vpc: "v", subnets: [], isMain: true, defaultRoute: nil)
        let own = EC2RouteTable(vpc: "v", subnets: ["s"], isMain: false, defaultRoute: way)
        let finding = DoctorRules.route(
            subnets: ["s"],
            found: [EC2Subnet(id: "s", vpc: "v", freeAddresses: 10)],
            tables: [main, own],
            endpoints: endpoints,
            assignsPublicIp: hasPublicAddress
        )
        #expect(finding.outcome == outcome)
    }

    @Test func `a subnet without a table of its own has the main one`() {
        let finding = DoctorRules.route(
            subnets: ["s"],
            found: [EC2Subnet(id: "s", vpc: "v", freeAddresses: 1)],
            tables: [EC2RouteTable(vpc: "v", subnets: ["other"], isMain: true, defaultRoute: "nat-1")],
            endpoints: [],
            assignsPublicIp: false
        )
        #expect(finding.outcome == .ok)
    }

    @Test func `a subnet without addresses, and a launcher without subnets, fail`() {
        let full = DoctorRules.route(
            subnets: ["s"],
            found: [EC2Subnet(id: "s", vpc: "v", freeAddresses: 0)],
            tables: [EC2RouteTable(vpc: "v", subnets: [], isMain: true, defaultRoute: "nat-1")],
            endpoints: [],
            assignsPublicIp: false
        )
        #expect(full.outcome == .failed)
        let none = DoctorRules.route(subnets: [], found: [], tables: [], endpoints: [], assignsPublicIp: true)
        #expect(none.outcome == .failed)
    }

    @Test func `dead letters are a warning, and a refused look says what to allow`() {
        #expect(DoctorRules.deadLetters([:]).outcome == .ok)
        #expect(DoctorRules.deadLetters(["a": 0, "b": 2]).outcome == .warning)
        let denied = AWSError(operation: "GetServiceQuota", code: "AccessDeniedException", message: "no")
        let finding = DoctorRules.unseen("quota", denied, .warning)
        #expect(finding.outcome == .warning && finding.remedy != nil)
        #expect(
            finding.text
                == "warning  quota: GetServiceQuota: AccessDeniedException: no\n         → \(finding.remedy ?? "")\n"
        )
    }
}
