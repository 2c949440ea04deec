import AWSClient
import AWSSigning
import Synchronization
import Testing

/// The chain with a real ``ServiceClient`` for STS.
@Suite
struct CredentialChainServiceTests {
    private static let files = [
        "config": "[profile signed]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = keys\nrole_session_name = s\n"
            + "[profile keys]\naws_access_key_id = AKID\naws_secret_access_key = S\naws_session_token = TOKEN\n",
        "token": "e30",
    ]

    private static func chain(
        _ service: OneAnswer,
        _ environment: [String: String]
    ) throws -> (chain: CredentialChain, folder: ScratchFolder) {
        let folder = try ScratchFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        let paths = environment.mapValues { $0.replacing("FOLDER", with: folder.path) }
        let clock = TestClock()
        let chain = CredentialChain(
            environment: paths.merging(["AWS_CONFIG_FILE": folder.path + "/config"]) { own, _ in own },
            region: "eu-west-1",
            transport: service,
            world: ClientWorld(now: { clock.now }, sleep: { _ in }, random: { 0 })
        )
        return (chain, folder)
    }

    @Test
    func `signs for a role with the keys of the source`() async throws {
        let service = OneAnswer(.keys("ASIA"))
        let (chain, folder) = try Self.chain(service, ["AWS_PROFILE": "signed"])
        #expect(try await chain.credentials() == .temporary("ASIA"))
        let request = try #require(service.requests.first)
        #expect(service.requests.count == 1)
        #expect(request.method == "POST" && request.url == "https://sts.eu-west-1.amazonaws.com/")
        let scope = "AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/sts/aws4_request, "
        #expect(request.value("authorization")?.hasPrefix(scope) == true)
        #expect(request.value("x-amz-security-token") == "TOKEN")
        #expect(request.value("content-type") == "application/x-www-form-urlencoded; charset=utf-8")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=s"
        )
        withExtendedLifetime(folder) {}
    }

    @Test
    func `does not sign for a web identity, whatever keys there are`() async throws {
        let service = OneAnswer(.keys("ASIA", operation: "AssumeRoleWithWebIdentity"))
        let (chain, folder) = try Self.chain(
            service,
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "FOLDER/token", "AWS_ROLE_ARN": "R", "AWS_ROLE_SESSION_NAME": "s"]
        )
        #expect(try await chain.credentials() == .temporary("ASIA"))
        let request = try #require(service.requests.first)
        #expect(service.requests.count == 1)
        #expect(request.value("authorization") == nil && request.value("x-amz-security-token") == nil)
        withExtendedLifetime(folder) {}
    }

    @Test
    func `passes on the code and the message of an answer in XML`() async throws {
        let document = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
            <Code>AccessDenied</Code><Message>User: me is not authorized</Message></Error>
            <RequestId>1-2-3</RequestId></ErrorResponse>
            """
        let service = OneAnswer(.success(AWSResponse(status: 403, body: Array(document.utf8))))
        let (chain, folder) = try Self.chain(service, ["AWS_PROFILE": "signed"])
        let error = try #require(await #expect(throws: AWSError.self) { try await chain.credentials() })
        #expect(error.operation == "AssumeRole" && error.code == "AccessDenied" && error.requestId == "1-2-3")
        #expect(
            error.message == "the profile signed at \(folder.path)/config:1 asks for the role arn:aws:iam::1:role/r: "
                + "User: me is not authorized"
        )
        #expect(service.requests.count == 1)
    }
}

/// A service that gives every request the same answer and remembers them.
private final class OneAnswer: HTTPTransport {
    private let answer: Result<AWSResponse, AWSError>
    private let received = Mutex<[TransportRequest]>([])

    init(_ answer: Result<AWSResponse, AWSError>) { self.answer = answer }

    var requests: [TransportRequest] { received.withLock { $0 } }

    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
        received.withLock { $0.append(request) }
        let answer = try answer.get()
        return TransportResponse(status: answer.status, headers: answer.headers, body: answer.body)
    }
}

extension TransportRequest {
    fileprivate func value(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}
