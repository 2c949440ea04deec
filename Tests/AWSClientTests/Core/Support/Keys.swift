import AWSClient
import AWSSigning
import Synchronization

enum Keys {
    static let lasting = Credentials(accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG")
    static let temporary = Credentials(
        accessKeyId: "ASIAEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG",
        sessionToken: "IQoJb3Jp/Z2lu+X2Vj=="
    )
}

/// Gives the first keys until they are refused, then the next.
final class RenewableKeys: CredentialProvider {
    private let keys: Mutex<[Credentials]>

    init(_ keys: [Credentials]) {
        self.keys = Mutex(keys)
    }

    func credentials() async throws -> Credentials {
        guard let first = keys.withLock({ $0.first }) else {
            throw AWSError(operation: "credentials", code: "noCredentials", message: "none are left")
        }
        return first
    }

    func renew(_ refused: Credentials) async {
        keys.withLock { if $0.first == refused { $0.removeFirst() } }
    }
}
