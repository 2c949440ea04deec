import AWSClient
import Testing

@testable import AWSDeployment

struct ChangeListingTests {
    @Test(arguments: [
        (CloudFormationChange(.add, "Q", type: "T"), "  [+] T Q", false),
        (CloudFormationChange(.remove, "Q", type: "T"), "  [-] T Q", true),
        (
            CloudFormationChange(
                .modify,
                "Q",
                type: "T",
                replacement: .never,
                properties: [.init(attribute: "Properties", name: "P"), .init(attribute: "Tags")]
            ),
            "  [~] T Q: P, Tags", false
        ),
        (CloudFormationChange(.modify, "Q", type: "T", replacement: .always), "  [~] T Q  (is replaced)", true),
        (
            CloudFormationChange(.modify, "Q", type: "T", replacement: .conditional), "  [~] T Q  (may be replaced)",
            true
        ),
        (
            CloudFormationChange(
                .modify,
                "Q",
                type: "T",
                replacement: .conditional,
                properties: [.init(attribute: "Properties", name: "P", isCertain: false)]
            ),
            "  [~] T Q  (only if what it refers to becomes another): P", false
        ),
        (CloudFormationChange(.import, "Q", type: "T"), "  [>] T Q", false),
        (CloudFormationChange(nil, "Q", type: "T"), "  [?] T Q", false),
    ])
    func `a change is one line, and those that destroy are known`(
        change: CloudFormationChange,
        line: String,
        isDestructive: Bool
    ) {
        #expect(ChangeListing.text([change]) == line)
        #expect(ChangeListing.isDestructive(change) == isDestructive)
    }
}
