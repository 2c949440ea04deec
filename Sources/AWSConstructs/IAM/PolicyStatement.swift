public import Constructs

/// One statement of a policy.
public struct PolicyStatement: Hashable, Sendable {
    /// What it is for, in letters and digits: unlike the others of its policy.
    public var sid: String
    /// Whether it allows or denies.
    public var allows: Bool
    /// Who it is for; nil in a policy of a role.
    public var principal: Value?
    /// `sqs:SendMessage`.
    public var actions: [String]
    /// ARNs.
    public var resources: [Token]
    /// Conditions, by operator and key.
    public var conditions: [String: Value]

    /// A statement.
    public init(
        _ sid: String,
        allows: Bool = true,
        principal: Value? = nil,
        _ actions: [String],
        on resources: [Token],
        when conditions: [String: Value] = [:]
    ) {
        self.sid = sid
        self.allows = allows
        self.principal = principal
        self.actions = actions
        self.resources = resources
        self.conditions = conditions
    }

    var value: Value {
        .fields([
            "Sid": .string(sid), "Effect": allows ? "Allow" : "Deny", "Principal": principal,
            "Action": Self.one(actions.map(Value.string)), "Resource": Self.one(resources.map(Value.token)),
            "Condition": conditions.isEmpty ? nil : .object(conditions),
        ])
    }

    /// A policy of statements.
    public static func document(_ statements: [PolicyStatement]) -> Value {
        ["Version": "2012-10-17", "Statement": .list(statements.map(\.value))]
    }

    private static func one(_ values: [Value]) -> Value { values.count == 1 ? values[0] : .list(values) }
}

extension PolicyStatement {
    /// Nobody may use the resource over a connection without TLS.
    public static func tlsOnly(_ service: String, _ resource: Token) -> PolicyStatement {
        PolicyStatement(
            "TLSOnly",
            allows: false,
            principal: "*",
            ["\(service):*"],
            on: [resource],
            when: ["Bool": ["aws:SecureTransport": "false"]]
        )
    }
}
