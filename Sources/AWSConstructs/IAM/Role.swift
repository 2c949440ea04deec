public import Constructs

/// A role of a service, and the one policy that says what it may do.
///
/// The policy is a resource of its own: a key names roles that may use it, and what a policy names may be encrypted with
/// that key.
public final class Role: Component {
    /// Its policy; nil as long as it may do nothing.
    public private(set) var policy: CfnResource?
    /// What it may do.
    public private(set) var statements: [PolicyStatement] = []

    /// A role that may do nothing yet.
    /// - Parameters:
    ///   - service: Who takes the role: `lambda.amazonaws.com`.
    ///   - text: What the role is for.
    public init(_ scope: Construct, _ id: String, assumedBy service: String, text: String) {
        let trust: Value = [
            "Version": "2012-10-17",
            "Statement": [
                ["Effect": "Allow", "Principal": ["Service": .string(service)], "Action": "sts:AssumeRole"]
            ],
        ]
        super.init(
            scope,
            id,
            type: "AWS::IAM::Role",
            ["AssumeRolePolicyDocument": trust, "Description": .string(text)]
        )
    }

    /// Its ARN.
    public var arn: Token { getAtt("Arn") }

    /// Allows actions on resources, nothing on others.
    public func allow(
        _ sid: String,
        _ actions: [String],
        on resources: [Token],
        when conditions: [String: Value] = [:]
    ) {
        require(
            !statements.contains { $0.sid == sid },
            "a statement '\(sid)' is there already; give this one another sid"
        )
        statements.append(PolicyStatement(sid, actions, on: resources, when: conditions))
        let policy =
            policy
            ?? CfnResource(
                self,
                "DefaultPolicy",
                type: "AWS::IAM::Policy",
                ["PolicyName": .string(resource.path.logicalID.text), "Roles": [.token(resource.ref)]]
            )
        policy.properties["PolicyDocument"] = PolicyStatement.document(statements)
        self.policy = policy
    }

    /// Has a resource wait until the role may do what it may.
    func isNeeded(by other: CfnResource) {
        if let policy { other.addDependency(on: policy) }
    }
}
