public import Constructs

/// What a table is made with.
public struct TableProps {
    /// Types that a key can have.
    public enum KeyType: String, Sendable {
        /// Text.
        case string = "S"
        /// A number.
        case number = "N"
    }

    /// Its name.
    public var name: String
    /// The attribute that spreads items.
    public var partitionKey: (name: String, type: KeyType)
    /// The attribute that orders the items of a partition; nil for none.
    public var sortKey: (name: String, type: KeyType)?
    /// The attribute with the second at which an item is deleted; nil for none.
    public var timeToLive: String?
    /// The key that encrypts items; nil for one that DynamoDB owns.
    public var key: EncryptionKey?
    /// What becomes of it in the end.
    public var removal = RemovalPolicy.retain

    /// A table.
    public init(name: String, partitionKey: (name: String, type: KeyType)) {
        self.name = name
        self.partitionKey = partitionKey
    }
}

/// A table that is paid for by request, with backups of every second of the last 35 days.
public final class Table: Component {
    /// A table.
    public init(_ scope: Construct, _ id: String, _ props: TableProps) {
        let keys = [(props.partitionKey, "HASH")] + (props.sortKey.map { [($0, "RANGE")] } ?? [])
        super.init(
            scope,
            id,
            type: "AWS::DynamoDB::Table",
            [
                "TableName": .string(props.name), "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": .list(
                    keys.map { ["AttributeName": .string($0.0.name), "AttributeType": .string($0.0.type.rawValue)] }
                ),
                "KeySchema": .list(keys.map { ["AttributeName": .string($0.0.name), "KeyType": .string($0.1)] }),
                "PointInTimeRecoverySpecification": ["PointInTimeRecoveryEnabled": true],
                "TimeToLiveSpecification": props.timeToLive.map { ["AttributeName": .string($0), "Enabled": true] },
                "SSESpecification": props.key.map {
                    ["SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": .token($0.arn)]
                },
                "DeletionProtectionEnabled": props.removal == .retain ? true : nil,
            ]
        )
        resource.removal = props.removal
    }

    /// Its name.
    public var tableName: Token { ref }
    /// Its ARN.
    public var arn: Token { getAtt("Arn") }

    /// Lets a role do what it names, without `dynamodb:` before it, on this table.
    public func grant(_ actions: [String], to role: Role, _ sid: String) {
        role.allow(sid, actions.map { "dynamodb:\($0)" }, on: [arn])
    }
}
