internal import AWSClient
internal import FoundationEssentials

/// The certificates that AWS's are checked against.
struct TrustStore: Hashable, Sendable {
    /// A file of certificates in PEM, or a directory of them by hash; nil for the system's own.
    let path: String?

    /// What the first of `AWS_CA_BUNDLE`, `SSL_CERT_FILE` and `SSL_CERT_DIR` names; an empty variable counts as unset.
    /// An image built from nothing has no certificates but those that a variable names.
    /// - Throws: ``TransportError`` with code `refused` where it cannot be read.
    init(environment: [String: String]) throws(TransportError) {
        for variable in ["AWS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
            guard let path = environment[variable], !path.isEmpty else { continue }
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw TransportError(.refused, "\(variable) names \(path), which cannot be read: name the certificates")
            }
            self.path = path
            return
        }
        path = nil
    }
}
