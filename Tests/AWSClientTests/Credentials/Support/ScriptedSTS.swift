import AWSClient
import AWSSigning
import Synchronization
import Testing

/// An AWS STS that knows which operations come, in which order and signed by whom, and refuses every other one.
final class ScriptedSTS: Sendable {
    /// An operation, to the last byte of its content, and what it is answered with.
    struct Exchange: Sendable {
        /// The access key id that signs; nil for no signature.
        let signer: String?
        let form: String
        let answer: Result<AWSResponse, AWSError>
    }

    /// An operation that was not in the script.
    struct Unexpected: Error {}

    private let rest: Mutex<[Exchange]>

    init(_ exchanges: [Exchange] = []) { rest = Mutex(exchanges) }

    /// The exchanges that have not taken place.
    var remaining: Int { rest.withLock { $0.count } }

    func caller(_ credentials: Credentials?) -> any AWSCaller { Caller(sts: self, credentials: credentials) }

    private func answer(_ request: AWSRequest, _ credentials: Credentials?) throws -> AWSResponse {
        let next = rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        let form = String(decoding: request.body, as: UTF8.self)
        var expected = AWSRequest(
            operation: form.hasPrefix("Action=AssumeRole&") ? "AssumeRole" : "AssumeRoleWithWebIdentity",
            headers: [HTTPField("content-type", "application/x-www-form-urlencoded; charset=utf-8")]
        )
        expected.body = Array((next?.form ?? "").utf8)
        guard let next, request == expected, next.signer == credentials?.accessKeyId else {
            Issue.record(
                "got \(form) by \(credentials?.accessKeyId ?? "nobody"), expected \(next.map { "\($0)" } ?? "none")"
            )
            throw Unexpected()
        }
        return try next.answer.get()
    }

    private struct Caller: AWSCaller {
        let sts: ScriptedSTS
        let credentials: Credentials?

        func call(_ request: AWSRequest) async throws -> AWSResponse { try sts.answer(request, credentials) }
    }
}

extension Result where Success == AWSResponse, Failure == AWSError {
    /// The document with which STS gives keys: `id`, `secret-of-id`, `token-of-id`.
    static func keys(_ id: String, operation: String = "AssumeRole", expiration: String = "2026-01-01T01:00:00Z")
        -> Self
    {
        let document = """
            <\(operation)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <\(operation)Result>
                <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s</Arn></AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>\(id)</AccessKeyId>
                  <SecretAccessKey>secret-of-\(id)</SecretAccessKey>
                  <SessionToken>token-of-\(id)</SessionToken>
                  <Expiration>\(expiration)</Expiration>
                </Credentials>
              </\(operation)Result>
              <ResponseMetadata><RequestId>1-2-3</RequestId></ResponseMetadata>
            </\(operation)Response>
            """
        return .success(AWSResponse(status: 200, body: Array(document.utf8)))
    }
}
