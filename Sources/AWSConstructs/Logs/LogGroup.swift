public import Constructs

/// Lines that a program wrote, for some time.
public final class LogGroup: Component {
    /// A log group.
    /// - Parameters:
    ///   - days: For how long lines are kept: one of the numbers that CloudWatch has.
    ///   - key: The key that encrypts them; nil for one that CloudWatch owns.
    public init(_ scope: Construct, _ id: String, name: String, days: Int, key: EncryptionKey?) {
        super.init(
            scope,
            id,
            type: "AWS::Logs::LogGroup",
            ["LogGroupName": .string(name), "RetentionInDays": .integer(days), "KmsKeyId": key.map { .token($0.arn) }]
        )
        require(days > 0, "days is \(days); CloudWatch keeps logs for 1 to 3653 days")
        resource.removal = .destroy
    }

    /// Its name.
    public var logGroupName: Token { ref }
    /// Its ARN, with the streams below it.
    public var arn: Token { getAtt("Arn") }

    /// Lets a role write to it.
    public func grantWrite(to role: Role, _ sid: String = "WriteLogs") {
        role.allow(sid, ["logs:CreateLogStream", "logs:PutLogEvents"], on: [arn])
    }
}
