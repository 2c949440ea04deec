public import Constructs

/// A topic that the account's alarms are told to.
public final class AlarmTopic: Component {
    private var subscribers = 0
    /// Who may tell it.
    public private(set) lazy var policy = CfnResource(
        self,
        "Policy",
        type: "AWS::SNS::TopicPolicy",
        [
            "Topics": [.token(arn)],
            "PolicyDocument": PolicyStatement.document([
                PolicyStatement(
                    "Alarms",
                    principal: ["Service": "cloudwatch.amazonaws.com"],
                    ["sns:Publish"],
                    on: [arn],
                    when: ["StringEquals": ["aws:SourceAccount": .token(.accountId)]]
                ),
                PolicyStatement(
                    "TLSOnly",
                    allows: false,
                    principal: "*",
                    ["sns:Publish"],
                    on: [arn],
                    when: ["Bool": ["aws:SecureTransport": "false"]]
                ),
            ]),
        ]
    )

    /// A topic.
    /// - Parameter key: The key that encrypts what is told; nil for none.
    public init(_ scope: Construct, _ id: String, name: String, key: EncryptionKey?) {
        super.init(
            scope,
            id,
            type: "AWS::SNS::Topic",
            ["TopicName": .string(name), "KmsMasterKeyId": key.map { .token($0.arn) }]
        )
        _ = policy
    }

    /// Its ARN.
    public var arn: Token { ref }

    /// Tells an address of e-mail, whose owner must confirm.
    public func subscribe(email: String) {
        subscribers += 1
        _ = CfnResource(
            self,
            "Subscription\(subscribers)",
            type: "AWS::SNS::Subscription",
            ["TopicArn": .token(arn), "Protocol": "email", "Endpoint": .string(email)]
        )
    }
}
