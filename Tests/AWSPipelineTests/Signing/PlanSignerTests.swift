import AWSClient
import AWSPipeline
import AWSSigning
import LoadPlan
import Testing

/// What signs a plan's requests: with whose keys, and by which rules.
struct PlanSignerTests {
    private static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    private static let keys = Authentication.SigV4(
        service: "service",
        region: "us-east-1",
        accessKeyId: Template("AKIDEXAMPLE"),
        secretAccessKey: Template(secret)
    )

    private func signed(_ request: SignableRequest) async throws -> [(name: String, value: String)] {
        let signer = try #require(
            try await PlanSigner.make(
                for: .signing(.sigV4(Self.keys)),
                credentials: { _ in
                    Issue.record("a plan with keys of its own needs no others")
                    return ScriptedKeys(.failure(AWSError(operation: "", code: "", message: "")))
                }
            )
        )
        var request = request
        request.accessKeyId = "AKIDEXAMPLE"
        request.secretAccessKey = Self.secret
        return try #require(signer.sign(request))
    }

    @Test func `the plan's keys sign as AWS's test suite says`() async throws {
        let fields = try await signed(.vanilla())
        #expect(fields.map(\.name) == ["x-amz-date", "authorization"])
        #expect(fields.value("x-amz-date") == "20150830T123600Z")
        #expect(
            fields.value("authorization")
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        )
    }

    @Test func `each day, region, service and secret has a key of its own`() async throws {
        let signer = try #require(
            try await PlanSigner.make(for: .signing(.sigV4(Self.keys)), credentials: { _ in throw CancellationError() })
        )
        func authorization(_ change: (inout SignableRequest) -> Void = { _ in }) async throws -> String {
            var request = SignableRequest.vanilla()
            request.accessKeyId = "AKIDEXAMPLE"
            request.secretAccessKey = Self.secret
            change(&request)
            // Signed before by one that holds other keys, and by one that holds none.
            let fresh = try await PlanSigner.make(
                for: .signing(.sigV4(Self.keys)),
                credentials: { _ in throw CancellationError() }
            )
            let first = try #require(fresh?.sign(request)?.value("authorization"))
            #expect(signer.sign(request)?.value("authorization") == first)
            return first
        }
        let all = [
            try await authorization(), try await authorization { $0.epochSeconds += 86_400 },
            try await authorization { $0.region = "eu-west-1" }, try await authorization { $0.service = "other" },
            try await authorization { $0.secretAccessKey = "other" }, try await authorization { $0.epochSeconds += 1 },
            try await authorization(),
        ]
        #expect(Set(all).count == all.count - 1 && all.first == all.last)
    }

    @Test func `a session token goes along and is signed`() async throws {
        var request = SignableRequest.vanilla()
        request.sessionToken = "token"
        let fields = try await signed(request)
        #expect(fields.value("x-amz-security-token") == "token")
        #expect(fields.value("authorization")?.contains("SignedHeaders=host;x-amz-date;x-amz-security-token,") == true)
    }

    @Test func `most services sign the normalised path, S3 the one on the wire`() async throws {
        func signature(_ service: String, _ path: String) async throws -> String? {
            try await signed(.vanilla(service, path: path)).value("authorization")
        }
        #expect(try await signature("execute-api", "/a//./b/../c") == signature("execute-api", "/a/c"))
        #expect(try await signature("s3", "/a//c") != signature("s3", "/a/c"))
    }

    @Test(arguments: [
        ("execute-api", nil), ("s3", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("aoss", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("vpc-lattice-svcs", "UNSIGNED-PAYLOAD"),
    ])
    func `the content's hash goes along where the service asks for it`(service: String, hash: String?) async throws {
        let fields = try await signed(.vanilla(service))
        #expect(fields.value("x-amz-content-sha256") == hash)
        #expect(fields.value("authorization")?.contains("x-amz-content-sha256") == (hash != nil))
    }

    @Test func `a plan may leave its content unsigned, and the field is sent once`() async throws {
        var request = SignableRequest.vanilla("s3")
        request.headers.append(("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"))
        let fields = try await signed(request)
        #expect(fields.value("x-amz-content-sha256") == nil)
        request.body = Array("other".utf8)
        #expect(try await signed(request).value("authorization") == fields.value("authorization"))
    }

    @Test func `a plan that signs nothing asks nobody for keys`() async throws {
        let signer = try await PlanSigner.make(
            for: .signing(.bearer(Template("t"))),
            credentials: { _ in
                Issue.record("no keys are needed")
                return ScriptedKeys(.failure(AWSError(operation: "", code: "", message: "")))
            }
        )
        #expect(signer == nil)
    }

    @Test func `services of the tasks are barred to the task's own keys alone`() async throws {
        let own = ScriptedKeys(.success(Credentials(accessKeyId: "A", secretAccessKey: "B")))
        let error = try await #require(throws: SigningError.self) {
            _ = try await PlanSigner.make(
                for: .signedWithOwnKeys(for: "sqs"),
                barred: PlanSigner.usedByTasks,
                credentials: { _ in own }
            )
        }
        #expect(error.code == .barred && error.message.contains("'sqs'") && own.asked == 0)
        var keys = Self.keys
        keys.service = "sqs"
        let plan = try TestPlan.signing(.sigV4(keys))
        #expect(try await PlanSigner.make(for: plan, barred: PlanSigner.usedByTasks, credentials: { _ in own }) != nil)
        let api = try TestPlan.signedWithOwnKeys(for: "execute-api")
        #expect(try await PlanSigner.make(for: api, barred: PlanSigner.usedByTasks, credentials: { _ in own }) != nil)
    }
}
