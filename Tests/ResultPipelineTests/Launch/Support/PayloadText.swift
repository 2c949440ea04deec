@testable import ResultPipeline

/// Launch payloads as text, made of a good one and changes to its members.
enum PayloadText {
    /// A payload without anything that may be left out.
    static let smallest: [String: String] = [
        "targetUrl": #""http://target.test/""#, "vus": "10", "duration": "30",
    ]

    /// The smallest payload with members set to JSON texts, and without those set to nil.
    static func with(_ changes: [String: String?]) -> [UInt8] {
        var members = smallest
        for (name, value) in changes { members[name] = value }
        let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        return Array("{\(text)}".utf8)
    }

    /// What is wrong with a payload; empty where it is taken.
    static func problems(
        _ bytes: [UInt8],
        limits: LaunchLimits = LaunchLimits()
    ) -> [PayloadDiagnostic] {
        do throws(LaunchError) {
            _ = try LaunchPayload(decoding: bytes, limits: limits)
            return []
        } catch {
            return error.diagnostics
        }
    }
}
