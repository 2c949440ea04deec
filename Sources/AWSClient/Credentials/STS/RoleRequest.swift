/// A role to ask AWS STS for.
struct RoleRequest: Hashable, Sendable {
    let arn: String
    /// Names the session in CloudTrail.
    let sessionName: String
    var externalId: String?
    /// Seconds for which the keys are asked; nil for the service's own default, one hour.
    var duration: Int?
    /// What asked for the role, for errors.
    let place: String

    /// A name for a session that nobody named.
    static func sessionName(at epochMilliseconds: Int64) -> String { "loadtester-\(epochMilliseconds / 1000)" }

    /// The fields that both operations share.
    func fields(operation: String) -> [(name: String, value: String)] {
        var fields = [
            ("Action", operation), ("Version", "2011-06-15"), ("RoleArn", arn), ("RoleSessionName", sessionName),
        ]
        if let externalId { fields.append(("ExternalId", externalId)) }
        if let duration { fields.append(("DurationSeconds", String(duration))) }
        return fields
    }
}
