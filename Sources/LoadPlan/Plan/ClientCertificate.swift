/// The certificate by which the load generator proves who it is to servers that ask for one (mutual TLS; RFC 8446, section 4.4.2).
///
/// A plan names where certificate and key are and never holds them, so that wherever a plan goes – a run's header, a bucket, a
/// report – the key does not.
public struct ClientCertificate: Hashable, Sendable, Codable {
    /// The client's certificate, and after it those that lead to an authority the server trusts; PEM.
    public var chain: Source
    /// The private key of the first certificate; PEM, not encrypted.
    public var key: Source

    /// Where PEM text is.
    public enum Source: Hashable, Sendable, Codable {
        /// A file of the machine that runs the task.
        case file(String)
        /// Resolved in the worker, and never written anywhere.
        case secret(SecretReference)

        /// How the task gets at it. Tasks on AWS take no secret from their own files.
        public var reference: SecretReference {
            switch self {
            case .file(let path): .file(path)
            case .secret(let reference): reference
            }
        }

        /// The file's path; nil where it is none.
        public var file: String? {
            if case .file(let path) = self { path } else { nil }
        }

        /// What it is called where people read of it; never its content.
        public var name: String { file.map { "'\($0)'" } ?? "a secret" }
    }

    /// Creates it; nothing is read here.
    public init(chain: Source, key: Source) {
        self.chain = chain
        self.key = key
    }
}
