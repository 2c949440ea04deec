import AWSClient
import AWSPipeline
import AWSSigning
import LoadPlan
import Synchronization
import Testing

/// The process's own keys: had before the load, kept fresh during it.
@Suite(.timeLimit(.minutes(1)))
struct OwnKeysTests {
    private let clock = SteppedSleep()
    private let troubles = Troubles()

    private final class Troubles: Sendable {
        private let texts = Mutex<[String]>([])
        var all: [String] { texts.withLock { $0 } }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    private static func keys(_ name: String) -> Result<Credentials, AWSError> {
        .success(Credentials(accessKeyId: name, secretAccessKey: "secret of \(name)", sessionToken: "token of \(name)"))
    }

    private static func failure(_ message: String) -> Result<Credentials, AWSError> {
        .failure(AWSError(operation: "credentials", code: "noCredentials", message: message))
    }

    private func signer(_ source: ScriptedKeys) async throws -> PlanSigner {
        let (clock, troubles) = (clock, troubles)
        return try #require(
            try await PlanSigner.make(
                for: .signedWithOwnKeys(),
                credentials: { region in
                    #expect(region == "us-east-1")
                    return source
                },
                sleep: { try await clock.sleep($0) },
                onTrouble: { troubles.add($0) }
            )
        )
    }

    private func token(_ signer: PlanSigner) -> String? { signer.sign(.vanilla())?.value("x-amz-security-token") }

    @Test func `new keys sign as soon as the source has them`() async throws {
        let source = ScriptedKeys(Self.keys("first"))
        let signer = try await signer(source)
        #expect(token(signer) == "token of first")
        // The chain renews keys in the last third of their time, and the shortest time that AWS gives is 15 minutes.
        let pause = try #require(await clock.waiting())
        #expect(pause <= .seconds(15 * 60 / 3 / 2))
        source.answer(Self.keys("second"))
        #expect(token(signer) == "token of first", "signing asks nobody")
        await clock.turn()
        #expect(token(signer) == "token of second")
        #expect(signer.sign(.vanilla())?.value("authorization")?.contains("Credential=second/") == true)
        #expect(troubles.all.isEmpty)
    }

    @Test func `keys that cannot be renewed sign on, and each cause is told once`() async throws {
        let source = ScriptedKeys(Self.keys("first"))
        let signer = try await signer(source)
        _ = await clock.waiting()
        source.answer(Self.failure("the endpoint is silent"))
        await clock.turn()
        await clock.turn()
        #expect(token(signer) == "token of first")
        #expect(troubles.all.count == 1 && troubles.all[0].contains("the endpoint is silent"))
        source.answer(Self.keys("second"))
        await clock.turn()
        #expect(token(signer) == "token of second")
        source.answer(Self.failure("the endpoint is silent"))
        await clock.turn()
        #expect(troubles.all.count == 2)
        #expect(!troubles.all.contains { $0.contains("secret of") || $0.contains("token of") })
    }

    @Test func `without keys there is no signer, and the error says what to do`() async throws {
        let source = ScriptedKeys(Self.failure("no AWS credentials were found. Set AWS_ACCESS_KEY_ID"))
        let error = try await #require(throws: SigningError.self) { _ = try await signer(source) }
        #expect(error.code == .noCredentials)
        for part in ["Set AWS_ACCESS_KEY_ID", "auth: sigv4", "accessKeyId and secretAccessKey"] {
            #expect(error.message.contains(part), "\(error.message)")
        }
    }

    @Test func `nobody asks for keys any more once the signer is gone`() async throws {
        let source = ScriptedKeys(Self.keys("first"))
        var held: PlanSigner? = try await signer(source)
        #expect(held.flatMap { token($0) } == "token of first")
        _ = await clock.waiting()
        held = nil
        await clock.cancelled()
        #expect(source.asked == 1)
    }
}
