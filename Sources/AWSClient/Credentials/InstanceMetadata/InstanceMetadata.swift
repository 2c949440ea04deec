/// The instance metadata service of EC2, version 2 only: every question carries a token that was asked for by PUT, so
/// that nobody who makes this machine send a GET gets at the keys.
///
/// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
struct InstanceMetadata: Sendable {
    /// Why there was no answer, to be put after the service's name.
    struct Failure: Error, Hashable, Sendable {
        let reason: String
    }

    private static let attempts = 2
    private static let timeout = Duration.seconds(1)
    private static let rolePath = "/latest/meta-data/iam/security-credentials/"

    let transport: any HTTPTransport
    /// Scheme and host, without a path.
    let endpoint: CredentialURL

    /// The document with the keys of the role that is attached to this instance.
    /// - Throws: ``Failure``; `CancellationError`.
    func keyDocument() async throws -> [UInt8] {
        let token = try await answer(
            "PUT",
            "/latest/api/token",
            HTTPField("x-aws-ec2-metadata-token-ttl-seconds", "21600"),
            whenMissing: "knows no tokens (IMDSv2), and without one it is not asked"
        )
        let ticket = HTTPField("x-aws-ec2-metadata-token", try Self.line(token, "token"))
        let roles = try await answer(
            "GET",
            Self.rolePath,
            ticket,
            whenMissing: "has no role: attach one to the instance"
        )
        let role = try Self.line(roles, "role")
        guard role.utf8.allSatisfy(Self.isRoleByte) else { throw Failure(reason: "gave a name that no role can have") }
        return try await answer("GET", Self.rolePath + role, ticket, whenMissing: "has no keys for its role")
    }

    private func answer(
        _ method: String,
        _ path: String,
        _ field: HTTPField,
        whenMissing: String
    ) async throws -> [UInt8] {
        let request = TransportRequest(
            method: method,
            url: endpoint.base + path,
            headers: [HTTPField("host", endpoint.authority), field]
        )
        var failure = Failure(reason: "")
        for _ in 1...Self.attempts {
            do {
                let response = try await transport.send(request, timeout: Self.timeout)
                switch response.status {
                case 200: return response.body
                case 404: throw Failure(reason: whenMissing)
                case 400..<500 where response.status != 429:
                    throw Failure(reason: "refuses to answer (status \(response.status))")
                default: failure = Failure(reason: "answered with status \(response.status)")
                }
            } catch let error as TransportError {
                failure = Failure(reason: "does not answer (\(error.label))")
            }
        }
        throw failure
    }

    /// The first line of an answer, which must be visible ASCII.
    private static func line(_ bytes: [UInt8], _ what: String) throws(Failure) -> String {
        let line = bytes.prefix { $0 != 0x0a && $0 != 0x0d }
        guard !line.isEmpty, line.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw Failure(reason: "gave a \(what) that is none")
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Whether a role's name may hold the byte.
    private static func isRoleByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "+=,.@_-".utf8.contains(byte)
        }
    }
}
