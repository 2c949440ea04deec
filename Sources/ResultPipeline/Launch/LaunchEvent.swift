internal import LoadPlan

/// What the launcher can be sent: a payload, or, by itself, the order to go on with a launch.
enum LaunchEvent: Hashable, Sendable {
    /// Launch this.
    case launch(LaunchPayload)
    /// Go on with the launch of this run.
    case continuation(testId: String)

    /// The one member of the internal form, `{"continueLaunch": "<testId>"}`.
    private static let continuationField = "continueLaunch"

    /// - Throws: ``LaunchError`` `invalidPayload`.
    static func decode(
        _ members: [JSONValue.Member],
        limits: LaunchLimits,
        check: @escaping (TargetURL) -> String?,
        plan: TestPlan?
    ) throws(LaunchError) -> LaunchEvent {
        guard members.count == 1, let only = members.first, only.name == continuationField else {
            return .launch(try PayloadDecoder.decode(members, limits: limits, check: check, plan: plan))
        }
        guard case .string(let testId) = only.value, TestID.isValid(testId) else {
            throw .invalidPayload([PayloadDiagnostic(field: continuationField, "give the testId of a run")])
        }
        return .continuation(testId: testId)
    }

    /// The JSON form of a continuation.
    static func continuation(of testId: String) -> [UInt8] {
        // A testId has no character that JSON would escape.
        Array(#"{"\#(continuationField)":"\#(testId)"}"#.utf8)
    }

    /// The members of the object that every event is.
    /// - Throws: ``LaunchError`` `invalidPayload`.
    static func members(of bytes: [UInt8]) throws(LaunchError) -> [JSONValue.Member] {
        let value: JSONValue
        do throws(JSONReadError) {
            value = try JSONReader.read(bytes, maxBytes: LaunchLimits.payloadBytes)
        } catch {
            throw .invalidPayload([
                PayloadDiagnostic(field: error.field ?? "payload", "this is not JSON: \(error.message)")
            ])
        }
        switch value {
        case .object(let members): return members
        case .string: throw refused("this is a JSON string: give the object itself, not encoded a second time")
        default:
            throw refused("this is \(value.kind): give an object, such as {\"targetUrl\": \"https://example.com/\"}")
        }
    }

    private static func refused(_ message: String) -> LaunchError {
        .invalidPayload([PayloadDiagnostic(field: "payload", message)])
    }
}
