import CLinux
import CNIOBoringSSL
import Glibc
import LoadPlan
import Synchronization

@testable import LoadEngine

/// A small blocking TLS server on loopback, which may ask for certificates, and may be a proxy with the target behind it in one: after
/// `CONNECT` it is the target.
final class TLSTestServer: Sendable {
    /// What happened, in order.
    struct Events: Sendable {
        /// Requests for tunnels, heads as they came.
        var tunnels: [String] = []
        /// Common names of clients, one for each handshake; empty where none was asked for.
        var clients: [String] = []
        /// Handshakes that failed.
        var refused = 0
        /// Heads of requests that came through TLS, and of those that did not.
        var requests: [String] = []
        var plain: [String] = []
    }

    let port: UInt16
    private let listener: ListeningSocket
    private nonisolated(unsafe) let context: OpaquePointer
    private let asksForCertificates: Bool
    /// Milliseconds before a tunnel opens.
    private let delay: UInt32
    /// What requests that come without TLS and ask for no tunnel are answered.
    private let plainAnswer: String
    private let state = Mutex(Events())

    init(
        _ certificate: TestCertificate,
        clients: TestCertificate? = nil,
        delay: UInt32 = 0,
        plainAnswer: String = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        version: Int32 = TLS1_3_VERSION
    ) throws {
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw TestCertificate.fault }
        let own = try TestCertificate.read(certificate.pem) { PEM_read_bio_X509($0, nil, nil, nil) }
        let key = try TestCertificate.read(certificate.key) { PEM_read_bio_PrivateKey($0, nil, nil, nil) }
        guard SSL_CTX_use_certificate(context, own) == 1, SSL_CTX_use_PrivateKey(context, key) == 1 else {
            throw TestCertificate.fault
        }
        SSL_CTX_set_min_proto_version(context, UInt16(version))
        SSL_CTX_set_max_proto_version(context, UInt16(version))
        SSL_CTX_set_session_id_context(context, "test", 4)
        if let clients {
            let authority = try TestCertificate.read(clients.pem) { PEM_read_bio_X509($0, nil, nil, nil) }
            X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority)
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        }
        self.context = context
        asksForCertificates = clients != nil
        self.delay = delay
        self.plainAnswer = plainAnswer
        listener = try ListeningSocket()
        port = listener.port
        try NativeThread.start { [self] in
            while let connection = listener.accept() {
                try? NativeThread.start {
                    self.serve(connection)
                    close(connection)
                }
            }
        }
    }

    var events: Events { state.withLock { $0 } }

    func stop() { listener.stop() }

    private func serve(_ connection: Int32) {
        var first: UInt8 = 0
        // A handshake's record begins with 22 (RFC 8446, section 5.1), a method with a letter.
        while recv(connection, &first, 1, Int32(MSG_PEEK)) == 1, first != 22 {
            guard let head = Self.head(by: { recv(connection, $0, 1, 0) == 1 }) else { return }
            guard head.hasPrefix("CONNECT ") else {
                state.withLock { $0.plain.append(head) }
                guard Self.write(connection, plainAnswer) else { return }
                continue
            }
            state.withLock { $0.tunnels.append(head) }
            usleep(delay * 1000)
            guard Self.write(connection, "HTTP/1.1 200 Connection established\r\n\r\n") else { return }
        }
        serveSecurely(connection)
    }

    private func serveSecurely(_ connection: Int32) {
        guard let ssl = SSL_new(context) else { return }
        defer { SSL_free(ssl) }
        SSL_set_fd(ssl, connection)
        guard SSL_accept(ssl) == 1 else {
            ERR_clear_error()
            state.withLock { $0.refused += 1 }
            // The alert is read before the connection is gone: no reset overtakes it.
            shutdown(connection, Int32(SHUT_WR))
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) == 1 {}
            return
        }
        if asksForCertificates { note(SSL_get_peer_certificate(ssl)) }
        while let head = Self.head(by: { SSL_read(ssl, $0, 1) == 1 }) {
            state.withLock { $0.requests.append(head) }
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + (head.hasPrefix("HEAD ") ? "" : "ok")
            guard SSL_write(ssl, answer, Int32(answer.utf8.count)) > 0 else { return }
        }
    }

    private func note(_ client: OpaquePointer?) {
        guard let client else { return }
        defer { X509_free(client) }
        var name = [CChar](repeating: 0, count: 64)
        let count = X509_NAME_get_text_by_NID(X509_get_subject_name(client), NID_commonName, &name, 64)
        let text = String(decoding: name.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        state.withLock { $0.clients.append(text) }
    }

    private static func head(by read: (UnsafeMutablePointer<UInt8>) -> Bool) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard read(&byte) else { return nil }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ connection: Int32, _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
}

/// A socket that listens on loopback.
final class ListeningSocket: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, listen(listener, 1024) == 0 else { return false }
                return getsockname(listener, address, &length) == 0
            }
        }
        guard bound else { throw EngineError(.address, "no port for the test's server") }
        descriptor = listener
        port = UInt16(bigEndian: name.sin_port)
    }

    /// Nil once it was stopped.
    func accept() -> Int32? {
        let connection = Glibc.accept(descriptor, nil, nil)
        if connection >= 0 { return connection }
        // Closed elsewhere, its number could be another server's by now.
        close(descriptor)
        return nil
    }

    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
