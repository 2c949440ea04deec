// BoringSSL as swift-nio-ssl carries it. This is the only file that imports it: its C module is no declared product,
// which is why the manifest depends on the product NIOSSL (docs/decisions/0003-tls-by-boringssl.md).
import CNIOBoringSSL
import Glibc
import LoadPlan

/// The channel that the event loop uses.
typealias TLSSession = BoringSSLSession

/// What all TLS connections of one event loop share: trust, options, the buffers, and sessions to resume.
struct TLSContext: ~Copyable {
    /// Ciphertext on its way in and out. `received` points into the loop's receive buffer.
    struct Buffers {
        var received: UnsafePointer<UInt8>?
        var receivedCount = 0
        var output: UnsafeMutablePointer<UInt8>
        var outputCount = 0
        var outputCapacity: Int

        /// Forgets what a connection that is closed did not read or send.
        mutating func discard() {
            received = nil
            receivedCount = 0
            outputCount = 0
        }

        mutating func append(_ source: UnsafePointer<UInt8>, _ count: Int) {
            if outputCount + count > outputCapacity {
                let capacity = max(outputCapacity * 2, outputCount + count)
                let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
                larger.update(from: output, count: outputCount)
                output.deallocate()
                output = larger
                outputCapacity = capacity
            }
            (output + outputCount).update(from: source, count: count)
            outputCount += count
        }
    }

    private let context: OpaquePointer
    private let method: OpaquePointer
    private let bio: OpaquePointer
    private let options: TLSOptions
    let buffers: UnsafeMutablePointer<Buffers>
    /// The newest session of each origin, by the origin's index: what `SSL_set_session` resumes.
    private let sessions: UnsafeMutablePointer<OpaquePointer?>
    private let sessionCapacity: Int

    /// Reads the trust store.
    /// - Parameters:
    ///   - identity: shown to servers that ask for a certificate.
    ///   - origins: how many hosts the loop may talk to.
    /// - Throws: `EngineError` when the trust store cannot be read, or the identity cannot be used.
    init(_ options: TLSOptions, identity: ClientIdentity? = nil, origins: Int) throws {
        guard let context = SSL_CTX_new(TLS_client_method()), let method = BIO_meth_new(0, "loop buffers"),
            let bio = BIO_new(method)
        else {
            throw EngineError(.tls, "TLS could not be set up: no memory.")
        }
        do {
            if options.verifiesCertificates { try Self.loadTrust(into: context, file: options.caFile) }
            if let identity { try Self.install(identity, in: context) }
        } catch {
            SSL_CTX_free(context)
            BIO_free(bio)
            BIO_meth_free(method)
            throw error
        }
        if options.verifiesCertificates { SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil) }
        self.context = context
        self.method = method
        self.bio = bio
        self.options = options
        buffers = .allocate(capacity: 1)
        buffers.initialize(to: Buffers(output: .allocate(capacity: 32_768), outputCapacity: 32_768))
        sessionCapacity = origins
        sessions = .allocate(capacity: origins)
        sessions.initialize(repeating: nil, count: origins)

        BIO_meth_set_read(method, readFromLoop)
        BIO_meth_set_write(method, writeToLoop)
        BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        BIO_set_data(bio, buffers)
        BIO_set_init(bio, 1)

        SSL_CTX_set_min_proto_version(context, UInt16(TLS1_2_VERSION))
        SSL_CTX_set_mode(context, UInt32(SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER))
        let alpn: [UInt8] = [8] + Array("http/1.1".utf8)
        SSL_CTX_set_alpn_protos(context, alpn, alpn.count)
        if options.resumesSessions {
            SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL)
            SSL_CTX_sess_set_new_cb(context, keepSession)
        } else {
            SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF)
            SSL_CTX_set_options(context, UInt32(SSL_OP_NO_TICKET))
        }
    }

    deinit {
        for origin in 0..<sessionCapacity { SSL_SESSION_free(sessions[origin]) }
        sessions.deallocate()
        SSL_CTX_free(context)
        BIO_free(bio)
        BIO_meth_free(method)
        buffers.pointee.output.deallocate()
        buffers.deallocate()
    }

    /// Where distributions keep the certificates they trust.
    private static let trustStores = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    private static func loadTrust(into context: OpaquePointer, file: String?) throws {
        if let file = file ?? getenv("SSL_CERT_FILE").map({ String(cString: $0) }) {
            guard SSL_CTX_load_verify_locations(context, file, nil) == 1 else {
                throw EngineError(
                    .trustStore,
                    "The certificates in '\(file)' could not be read; it must be a PEM file."
                )
            }
            return
        }
        for file in trustStores where access(file, R_OK) == 0 {
            if SSL_CTX_load_verify_locations(context, file, nil) == 1 { return }
        }
        throw EngineError(
            .trustStore,
            "No certificates to trust were found (install ca-certificates, or name a PEM file with --ca-file)."
        )
    }

    /// Takes over the certificates, the client's own first, and its key.
    private static func install(_ identity: ClientIdentity, in context: OpaquePointer) throws {
        defer { ERR_clear_error() }
        var count = 0
        try withPEM(identity.chain) { bio in
            while let certificate = PEM_read_bio_X509(bio, nil, nil, nil) {
                defer { X509_free(certificate) }
                let isTaken =
                    count == 0
                    ? SSL_CTX_use_certificate(context, certificate) : SSL_CTX_add1_chain_cert(context, certificate)
                guard isTaken == 1 else { throw identity.unusableChain }
                count += 1
            }
        }
        // The text is read through where no further block begins; anything else broke off within one.
        guard count > 0, ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE else {
            throw identity.unusableChain
        }
        ERR_clear_error()
        try withPEM(identity.key) { bio in
            // Without this answer a passphrase would be asked for on the terminal.
            guard let key = PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in 0 }, nil) else {
                throw identity.unusableKey
            }
            defer { EVP_PKEY_free(key) }
            guard SSL_CTX_use_PrivateKey(context, key) == 1, SSL_CTX_check_private_key(context) == 1 else {
                throw identity.mismatch
            }
        }
    }

    private static func withPEM(_ text: String, _ body: (OpaquePointer) throws -> Void) throws {
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBytes { bytes in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, bytes.count) else {
                throw EngineError(.tls, "TLS could not be set up: no memory.")
            }
            defer { BIO_free(bio) }
            try body(bio)
        }
    }

    /// A channel for a new connection to `host`; nil when there is no memory for it.
    func makeSession(host: String, isAddress: Bool, origin: Int) -> BoringSSLSession? {
        guard let ssl = SSL_new(context) else { return nil }
        BIO_up_ref(bio)
        BIO_up_ref(bio)
        SSL_set_bio(ssl, bio, bio)
        SSL_set_quiet_shutdown(ssl, 1)
        SSL_set_connect_state(ssl)
        let name = options.serverName ?? host
        if options.serverName != nil || !isAddress {
            SSL_set_tlsext_host_name(ssl, name)
            if options.verifiesCertificates { SSL_set1_host(ssl, name) }
        } else if options.verifiesCertificates {
            X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name)
        }
        if options.resumesSessions, origin < sessionCapacity {
            SSL_set_ex_data(ssl, 0, sessions + origin)
            if let session = sessions[origin] { SSL_set_session(ssl, session) }
        }
        return BoringSSLSession(ssl: ssl)
    }
}

/// One TLS connection: BoringSSL's handle and nothing else.
struct BoringSSLSession: TLSChannel {
    fileprivate let ssl: OpaquePointer

    func handshake() -> TLSHandshakeResult {
        ERR_clear_error()
        let code = SSL_do_handshake(ssl)
        if code == 1 { return .done }
        if SSL_get_error(ssl, code) == SSL_ERROR_WANT_READ { return .needsInput }
        if peerRefusedIdentity() { return .refused }
        // Where nothing is verified, there is a result all the same.
        let isVerified = SSL_get_verify_mode(ssl) != SSL_VERIFY_NONE
        return isVerified && SSL_get_verify_result(ssl) != Int(X509_V_OK) ? .untrusted : .failed
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = SSL_write(ssl, rest.baseAddress, Int32(clamping: rest.count))
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(Int(count)))
        }
        return true
    }

    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) -> TLSReadResult {
        let count = SSL_read(ssl, buffer, Int32(clamping: capacity))
        if count > 0 { return .bytes(Int(count)) }
        let error = SSL_get_error(ssl, count)
        if error == SSL_ERROR_WANT_READ { return .needsInput }
        defer { ERR_clear_error() }
        if peerRefusedIdentity() { return .refused }
        return error == SSL_ERROR_ZERO_RETURN ? .closed : .failed
    }

    func free() {
        SSL_free(ssl)
    }
}

/// Whether the last error is an alert about a certificate: what a server sends can only be about the client's (RFC 8446, section 6.2).
private func peerRefusedIdentity() -> Bool {
    switch ERR_GET_REASON(ERR_peek_last_error()) - SSL_AD_REASON_OFFSET {
    case SSL_AD_BAD_CERTIFICATE, SSL_AD_UNSUPPORTED_CERTIFICATE, SSL_AD_CERTIFICATE_REVOKED, SSL_AD_CERTIFICATE_EXPIRED,
        SSL_AD_CERTIFICATE_UNKNOWN, SSL_AD_UNKNOWN_CA, SSL_AD_ACCESS_DENIED, SSL_AD_CERTIFICATE_REQUIRED:
        true
    default: false
    }
}

private func readFromLoop(_ bio: OpaquePointer?, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int32) -> Int32 {
    guard let bio, let out, let data = BIO_get_data(bio) else { return -1 }
    let buffers = data.assumingMemoryBound(to: TLSContext.Buffers.self)
    BIO_clear_retry_flags(bio)
    let count = min(Int(capacity), buffers.pointee.receivedCount)
    guard count > 0, let received = buffers.pointee.received else {
        BIO_set_retry_read(bio)
        return -1
    }
    memcpy(out, received, count)
    buffers.pointee.received = received + count
    buffers.pointee.receivedCount -= count
    return Int32(count)
}

private func writeToLoop(_ bio: OpaquePointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int32) -> Int32 {
    guard let bio, let bytes, let data = BIO_get_data(bio) else { return -1 }
    let buffers = data.assumingMemoryBound(to: TLSContext.Buffers.self)
    bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { buffers.pointee.append($0, Int(count)) }
    return count
}

/// Keeps the newest session of the connection's origin. Returning 1 takes ownership of it.
private func keepSession(_ ssl: OpaquePointer?, _ session: OpaquePointer?) -> Int32 {
    guard let ssl, let session, let slot = SSL_get_ex_data(ssl, 0) else { return 0 }
    let kept = slot.assumingMemoryBound(to: OpaquePointer?.self)
    SSL_SESSION_free(kept.pointee)
    kept.pointee = session
    return 1
}
