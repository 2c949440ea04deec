public import LoadPlan

/// The certificates and the key that a plan names, read. They are in no message and no description.
struct ClientIdentity: Sendable {
    /// PEM texts.
    let chain: String
    let key: String
    private let names: ClientCertificate

    /// - Throws: `EngineError` for a key that is encrypted: nobody is there to enter its passphrase.
    init(_ certificate: ClientCertificate, secrets: [SecretReference: String]) throws {
        names = certificate
        chain = secrets[certificate.chain.reference] ?? ""
        key = secrets[certificate.key.reference] ?? ""
        let marks = ["BEGIN ENCRYPTED PRIVATE KEY", "Proc-Type: 4,ENCRYPTED"]
        guard !marks.contains(where: { key.firstRange(of: $0) != nil }) else {
            throw EngineError(
                .certificate,
                "The private key in \(certificate.key.name) is encrypted, and a load test cannot be asked for its passphrase: "
                    + "give the key without one (openssl pkey -in KEY -out PLAIN)."
            )
        }
    }

    var unusableChain: EngineError {
        EngineError(
            .certificate,
            "The client certificate could not be read from \(names.chain.name): give PEM text, the client's own certificate first."
        )
    }

    var unusableKey: EngineError {
        EngineError(
            .certificate,
            "The private key could not be read from \(names.key.name): give PEM text of a key that is not encrypted."
        )
    }

    var mismatch: EngineError {
        EngineError(
            .certificate,
            "The private key in \(names.key.name) does not belong to the client certificate in \(names.chain.name): "
                + "give the key of its first certificate."
        )
    }
}

extension LoadEngine {
    /// Tries the plan's client certificate, so that a wrong one is known before anything is started. What comes from secrets is known in
    /// the tasks only, where `prepare()` does the same.
    /// - Throws: `EngineError` where certificate or key cannot be read or used, or do not belong together.
    public static func checkCertificate(of client: ClientOptions) throws {
        guard let certificate = client.tls.clientCertificate, let chain = certificate.chain.file,
            let key = certificate.key.file
        else { return }
        // One file may hold both.
        var texts = [certificate.chain.reference: try LocalSecrets.contents(chain)]
        texts[certificate.key.reference] = try LocalSecrets.contents(key)
        var options = TLSOptions()
        options.verifiesCertificates = false
        _ = try TLSContext(options, identity: ClientIdentity(certificate, secrets: texts), origins: 1)
    }
}
