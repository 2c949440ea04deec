import FoundationEssentials
import Glibc
import NIOSSL

/// A certificate for `localhost` that signs itself, made anew by the `openssl` command.
struct TestCertificate {
    /// The command could not make a certificate.
    struct Failed: Error {
        let status: Int32
    }

    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    let directory: String
    var certificate: String { directory + "/cert.pem" }
    private var key: String { directory + "/key.pem" }

    /// Makes one while `body` runs.
    static func with<Result>(_ body: (TestCertificate) async throws -> Result) async throws -> Result {
        let made = try TestCertificate()
        defer { try? FileManager.default.removeItem(atPath: made.directory) }
        return try await body(made)
    }

    private init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/loadtester-tls-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Self.run([
            "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
            certificate,
        ])
    }

    /// A server's side of TLS with this certificate.
    func serverContext() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain,
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        )
        return try NIOSSLContext(configuration: configuration)
    }

    private static func run(_ words: [String]) throws {
        var arguments = words.map { strdup($0) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var process = pid_t()
        guard posix_spawn(&process, words[0], &actions, nil, arguments, environ) == 0 else { throw Failed(status: -1) }
        var status: Int32 = 0
        guard waitpid(process, &status, 0) == process, status == 0 else { throw Failed(status: status) }
    }
}
