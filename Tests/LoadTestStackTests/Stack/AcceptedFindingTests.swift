import Constructs
import Testing

@testable import LoadTestStack

@Suite struct AcceptedFindingTests {
    @Test func fiveRulesAreSetAsideByDefaultEachWithAReason() throws {
        var rules: Set<String> = []
        guard case .object(let resources)? = try Synthesized().template.template["Resources"] else { return }
        for resource in resources.values {
            let metadata = resource["Metadata"]
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
            rules.formUnion(skipped)
            #expect(metadata?["guard"]?["Reasons"]?.strings.count ?? 0 == skipped.count)
        }
        #expect(
            rules == ["CKV_AWS_117", "CT.LAMBDA.PR.3", "AwsSolutions-IAM5", "AwsSolutions-ECS2", "AwsSolutions-VPC7"]
        )
    }
}
