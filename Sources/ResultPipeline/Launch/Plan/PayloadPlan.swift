/// The `plan` among the members of a payload.
enum PayloadPlan {
    private static let expected = #"a plan as in a plan file, or {"s3": "s3://bucket/key"}"#

    /// Nil where there is none.
    /// - Throws: ``LaunchError`` `invalidPayload` for what can be no plan.
    static func reference(in members: [JSONValue.Member]) throws(LaunchError) -> PlanReference? {
        guard let plan = members.first(where: { $0.name == PayloadField.plan.rawValue }) else { return nil }
        guard case .object(let fields) = plan.value else {
            throw refused("this is \(plan.value.kind): give \(expected)")
        }
        guard let first = fields.first, first.name == "s3" else { return .object(plan.value.bytes) }
        guard fields.count == 1, case .string(let uri) = first.value, isObject(uri) else {
            throw refused("this names no object of S3: give \(expected)")
        }
        return .s3(uri)
    }

    static func refused(_ message: String) -> LaunchError {
        .invalidPayload([PayloadDiagnostic(field: PayloadField.plan.rawValue, message)])
    }

    private static func isObject(_ uri: String) -> Bool {
        let parts = uri.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "s3:" && parts[1].isEmpty && !parts[2].isEmpty && !parts[3].isEmpty
    }
}
