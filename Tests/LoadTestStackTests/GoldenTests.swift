import Constructs
import Testing

@testable import LoadTestStack

@Suite struct GoldenTests {
    /// Ways to deploy that differ most.
    private static let variants: [(name: String, context: [String: String])] = [
        ("default", [:]),
        (
            "private",
            [
                "network": "private", "natGateways": "2", "flowLogs": "rejected", "architecture": "arm64",
                "alarmEmail": "ops@example.com", "allowPrivateTargets": "true",
            ]
        ),
        (
            "existing",
            [
                "network": "existing", "vpcId": "vpc-0a1b2c3d", "subnetIds": "subnet-0a, subnet-0b",
                "removal": "retain",
                "encryption": "aws-owned", "dashboard": "false",
            ]
        ),
    ]

    @Test(arguments: variants)
    func templatesAreAsTheyWere(_ name: String, _ context: [String: String]) throws {
        let template = try LoadTestApp.synthesize(try LoadTestStackProps(context: context))
        try GoldenFile("\(name).json").expect(template.template.bytes(.indented))
    }

    @Test(arguments: variants)
    func namesOfResourcesAreAsTheyWere(_ name: String, _ context: [String: String]) throws {
        let template = try LoadTestApp.synthesize(try LoadTestStackProps(context: context))
        let lines = template.logicalIds.map { "\($0.path) \($0.logicalId)\n" }.sorted().joined()
        try GoldenFile("\(name)-names.txt").expect(Array(lines.utf8))
    }

    @Test(arguments: variants)
    func templatesFitIntoOneRequest(_ name: String, _ context: [String: String]) throws {
        let bytes = try LoadTestApp.synthesize(try LoadTestStackProps(context: context)).json
        #expect(bytes.count <= 51_200)
        #expect(bytes == (try LoadTestApp.synthesize(try LoadTestStackProps(context: context)).json))
    }
}
