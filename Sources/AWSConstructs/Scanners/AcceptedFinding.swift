public import Constructs

/// What scanners of templates find in a resource, and a person has accepted: in the template, beside the resource, with the
/// reason.
public struct AcceptedFinding: Hashable, Sendable {
    /// Why the finding is none here, for a reviewer.
    public let reason: String
    /// Checks of Checkov: `CKV_AWS_117`.
    public let checkov: [String]
    /// Rules of AWS Control Tower for CloudFormation Guard: `CT.LAMBDA.PR.3`.
    public let controlTower: [String]
    /// Rules of cdk-nag: `AwsSolutions-IAM5`.
    public let nag: [String]

    /// A finding, by the names that the scanners have for it.
    public init(_ reason: String, checkov: [String] = [], controlTower: [String] = [], nag: [String] = []) {
        self.reason = reason
        self.checkov = checkov
        self.controlTower = controlTower
        self.nag = nag
    }
}

extension CfnResource {
    /// Sets findings of scanners aside, each in the way that its scanner reads.
    public func accept(_ finding: AcceptedFinding) {
        let reason = JSONValue.string(finding.reason)
        append(finding.checkov.map { ["id": .string($0), "comment": reason] }, to: "checkov", "skip")
        append(finding.controlTower.map(JSONValue.string), to: "guard", "SuppressedRules")
        append(finding.controlTower.map { _ in reason }, to: "guard", "Reasons")
        append(finding.nag.map { ["id": .string($0), "reason": reason] }, to: "cdk_nag", "rules_to_suppress")
    }

    private func append(_ entries: [JSONValue], to scanner: String, _ list: String) {
        guard !entries.isEmpty else { return }
        var fields: [String: JSONValue] = [:]
        if case .object(let known) = metadata[scanner] { fields = known }
        if case .array(let known) = fields[list] {
            fields[list] = .array(known + entries)
        } else {
            fields[list] = .array(entries)
        }
        metadata[scanner] = .object(fields)
    }
}
