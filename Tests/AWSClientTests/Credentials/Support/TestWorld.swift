import AWSClient
import AWSSigning
import Synchronization

/// What a chain of a test sees: variables, files, endpoints and a clock, all given.
struct TestWorld: Sendable {
    var environment: [String: String] = [:]
    /// Content by path; `HOME` is `/home/me` where `environment` does not say otherwise.
    var files: [String: String] = [:]
    var endpoint: any HTTPTransport = ScriptedEndpoint()
    var sts = ScriptedSTS()
    var clock = TestClock()
    /// Runs a `credential_process`; by default a real one.
    var runProcess: (@Sendable ([String]) async throws -> [UInt8])?
    /// The waits that were asked for.
    let pauses = Pauses()

    static let config = "/home/me/.aws/config"
    static let credentials = "/home/me/.aws/credentials"

    /// A chain over this world.
    func chain() -> CredentialChain {
        CredentialChain(
            environment: environment.merging(["HOME": "/home/me"]) { own, _ in own },
            transport: endpoint,
            sts: { [sts] in sts.caller($0) },
            readFile: { [files] path in files[path].map { Array($0.utf8) } },
            runProcess: runProcess,
            now: { [clock] in clock.now },
            sleep: { [pauses] in pauses.add($0) }
        )
    }

    /// The keys that the chain finds.
    func keys() async throws -> Credentials { try await chain().credentials() }

    /// The error of a chain that finds none; nil where it finds keys.
    func error() async -> AWSError? {
        do {
            _ = try await keys()
            return nil
        } catch {
            return error as? AWSError
        }
    }

    /// Without instance metadata, so that nothing is asked beyond what the test is about.
    static func offline(_ environment: [String: String] = [:], files: [String: String] = [:]) -> TestWorld {
        TestWorld(
            environment: environment.merging(["AWS_EC2_METADATA_DISABLED": "true"]) { own, _ in own },
            files: files
        )
    }
}

/// The waits that a chain asked for; none of them takes time.
final class Pauses: Sendable {
    private let list = Mutex<[Duration]>([])

    var all: [Duration] { list.withLock { $0 } }

    func add(_ pause: Duration) { list.withLock { $0.append(pause) } }
}

extension Credentials {
    /// The keys `id`, `secret-of-id` and `token-of-id`.
    static func temporary(_ id: String) -> Credentials {
        Credentials(accessKeyId: id, secretAccessKey: "secret-of-\(id)", sessionToken: "token-of-\(id)")
    }
}

/// The JSON document of a container or an instance with the keys `id`, `secret-of-id` and `token-of-id`.
func keyDocument(_ id: String, expiration: String = "2026-01-01T01:00:00Z") -> String {
    """
    {"Code": "Success", "AccessKeyId": "\(id)", "SecretAccessKey": "secret-of-\(id)", "Token": "token-of-\(id)",
     "Expiration": "\(expiration)"}
    """
}
