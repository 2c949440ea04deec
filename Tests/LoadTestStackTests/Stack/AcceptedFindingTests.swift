import Constructs
import Testing

@testable import LoadTestStack

@Suite struct AcceptedFindingTests {
    private static let most = 5

    @Test func fourRulesAreSetAsideByDefaultOnFiveResourcesEachWithAReason() throws {
        var rules: Set<String> = []
        var places: Set<String> = []
        let template = try Synthesized().template
        let names = Dictionary(template.logicalIds.map { ($0.logicalId, $0.path) }) { $1 }
        guard case .object(let resources)? = template.template["Resources"] else { return }
        for (name, resource) in resources {
            let found = Self.rulesSetAside(in: resource["Metadata"])
            rules.formUnion(found)
            if !found.isEmpty { places.insert(names[name] ?? name) }
        }
        #expect(rules == ["CKV_AWS_117", "CT.LAMBDA.PR.3", "AwsSolutions-IAM5", "AwsSolutions-VPC7"])
        #expect(
            places
                == Set(
                    [
                        "EcsLoadTestLauncher/Function/Resource", "EcsLoadTestLauncher/Role/DefaultPolicy",
                        "LoadTestProcessor/Function/Resource", "LoadTestTask/ExecutionRole/DefaultPolicy",
                        "LoadTestNetwork/Vpc/Resource",
                    ]
                    .map { "ApiLoadTesterCdkStack/\($0)" }
                )
        )
        #expect(rules.count <= Self.most && places.count <= Self.most)
    }

    /// Ids of rules in the metadata of a resource; that each has a reason is expected.
    private static func rulesSetAside(in metadata: JSONValue?) -> Set<String> {
        var rules: Set<String> = []
        for skip in metadata?["checkov"]?["skip"]?.list ?? [] {
            rules.formUnion(skip["id"]?.strings ?? [])
            #expect(skip["comment"]?.strings.first?.isEmpty == false)
        }
        for skip in metadata?["cdk_nag"]?["rules_to_suppress"]?.list ?? [] {
            rules.formUnion(skip["id"]?.strings ?? [])
            // cdk-nag takes no shorter ones.
            #expect((skip["reason"]?.strings.first?.count ?? 0) >= 10)
        }
        let skipped = metadata?["guard"]?["SuppressedRules"]?.strings ?? []
        #expect(metadata?["guard"]?["Reasons"]?.strings.count ?? 0 == skipped.count)
        return rules.union(skipped)
    }

    @Test func tasksAreToldOfTheStackByTheLauncherAndNotByTheirDefinition() throws {
        let stack = try Synthesized(context: ["endpointUrl": "http://127.0.0.1:4566"])
        #expect(stack.property("LoadTestTask/Definition/Resource", "ContainerDefinitions.0.Environment") == nil)
        let queue = stack.property("EcsLoadTestLauncher/Function/Resource", "Environment.Variables.QUEUE_URL")
        #expect(queue == stack.ref("LoadTestQueue/Resource"))
    }
}
