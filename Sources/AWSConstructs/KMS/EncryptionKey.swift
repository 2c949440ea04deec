public import Constructs

/// A key of the account's own, turned every year.
public final class EncryptionKey: Component {
    private var statements: [PolicyStatement]

    /// A key that the account's administrators manage.
    /// - Parameter removal: Data that the key encrypted is lost with it, 30 days after.
    public init(_ scope: Construct, _ id: String, text: String, removal: RemovalPolicy) {
        statements = [
            PolicyStatement(
                "Account",
                principal: ["AWS": "arn:\(.partition):iam::\(.accountId):root"],
                ["kms:*"],
                on: ["*"]
            ),
            // Others than services of AWS could hand the key on: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
            PolicyStatement(
                "GrantsToServicesOnly",
                allows: false,
                principal: "*",
                ["kms:CreateGrant"],
                on: ["*"],
                when: ["BoolIfExists": ["kms:GrantIsForAWSResource": "false", "aws:PrincipalIsAWSService": "false"]]
            ),
        ]
        super.init(
            scope,
            id,
            type: "AWS::KMS::Key",
            [
                "Description": .string(text), "EnableKeyRotation": true,
                "KeyPolicy": PolicyStatement.document(statements),
            ]
        )
        resource.removal = removal
    }

    /// Its ARN.
    public var arn: Token { getAtt("Arn") }

    /// Lets CloudWatch encrypt the account's log groups with it.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    public func allowLogs() {
        add(
            PolicyStatement(
                "Logs",
                principal: ["Service": "logs.\(.region).\(.urlSuffix)"],
                ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                on: ["*"],
                when: [
                    "ArnLike": [
                        "kms:EncryptionContext:aws:logs:arn":
                            "arn:\(.partition):logs:\(.region):\(.accountId):log-group:*"
                    ]
                ]
            )
        )
    }

    /// Lets the account's alarms tell an encrypted topic.
    ///
    /// Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    public func allowAlarms() {
        add(
            PolicyStatement(
                "Alarms",
                principal: ["Service": "cloudwatch.amazonaws.com"],
                ["kms:Decrypt", "kms:GenerateDataKey*"],
                on: ["*"],
                when: ["StringEquals": ["aws:SourceAccount": .token(.accountId)]]
            )
        )
    }

    /// Lets roles use what services encrypted with it, by way of these services alone.
    /// - Parameter services: `sqs`, `dynamodb`.
    public func allow(_ roles: [Role], through services: [String]) {
        add(
            PolicyStatement(
                "Users",
                principal: ["AWS": .tokens(roles.map(\.arn))],
                ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                on: ["*"],
                when: [
                    "StringEquals": [
                        "kms:ViaService": .list(services.map { "\(.literal($0)).\(.region).\(.urlSuffix)" })
                    ]
                ]
            )
        )
    }

    private func add(_ statement: PolicyStatement) {
        statements.append(statement)
        resource.properties["KeyPolicy"] = PolicyStatement.document(statements)
    }
}
