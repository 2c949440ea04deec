import CNIOBoringSSL
import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// Mutual TLS with a server that serves nobody whom it does not know.
@Suite struct ClientCertificateTests {
    private static let authority = Result { try TestCertificate("authority") }
    private static let versions = [TLS1_2_VERSION, TLS1_3_VERSION]

    private static func server(_ version: Int32 = TLS1_3_VERSION) throws -> TLSTestServer {
        let authority = try authority.get()
        let own = try TestCertificate("target", for: "127.0.0.1", by: authority)
        return try TLSTestServer(own, clients: authority, version: version)
    }

    /// A plan whose certificate and key are files, or in secrets where `files` is nil.
    private static func plan(
        _ server: TLSTestServer,
        _ files: (chain: DataFile, key: DataFile)?,
        change: (inout ClientOptions) -> Void = { _ in }
    ) throws -> TestPlan {
        try TestPlan.test("https://127.0.0.1:\(server.port)/", users: 2, rate: 20) {
            $0.tls.verifiesCertificates = false
            $0.tls.clientCertificate = files.map {
                ClientCertificate(chain: .file($0.chain.path), key: .file($0.key.path))
            }
            change(&$0)
        }
    }

    @Test(arguments: versions, [true, false])
    func theServerKnowsWhoCame(version: Int32, isKept: Bool) async throws {
        let server = try Self.server(version)
        defer { server.stop() }
        let ada = try TestCertificate("ada", for: "ada.test", by: Self.authority.get())
        let files = (try DataFile(ada.pem), try DataFile(ada.key))
        let run = try await EngineRun.of(Self.plan(server, files) { $0.keepAlive = isKept })
        #expect(run.statusCodes == [200: 10] && run.errors.isEmpty)
        let clients = server.events.clients
        #expect(isKept ? (1...2).contains(clients.count) : clients.count == 10)
        #expect(clients.allSatisfy { $0 == "ada" })
    }

    @Test func secretsHoldItToo() async throws {
        let server = try Self.server()
        defer { server.stop() }
        let ada = try TestCertificate("ada", for: "ada.test", by: Self.authority.get())
        let plan = try Self.plan(server, nil) {
            $0.tls.clientCertificate = ClientCertificate(
                chain: .secret(.secretsManager(id: "client", key: "cert")),
                key: .secret(.secretsManager(id: "client", key: "key"))
            )
        }
        let engine = try LoadEngine(
            plan: plan,
            resolveSecret: { $0 == .secretsManager(id: "client", key: "key") ? ada.key : ada.pem }
        )
        #expect(try await EngineRun.of(engine).statusCodes == [200: 10])
        #expect(server.events.clients.contains("ada"))
    }

    @Test(arguments: versions) func withoutOneItIsANamedError(version: Int32) async throws {
        let server = try Self.server(version)
        defer { server.stop() }
        let run = try await EngineRun.of(Self.plan(server, nil))
        // Before TLS 1.3 there is no alert of its own for a certificate that is missing.
        #expect(run.errors == [version == TLS1_3_VERSION ? "tls_client_certificate" : "tls_handshake": 10])
        #expect(run.counts.completed == 0 && server.events.requests.isEmpty)
    }

    @Test(arguments: versions) func aStrangersIsANamedError(version: Int32) async throws {
        let server = try Self.server(version)
        defer { server.stop() }
        let eve = try TestCertificate("eve", for: "eve.test", by: TestCertificate("strangers"))
        let files = (try DataFile(eve.pem), try DataFile(eve.key))
        let run = try await EngineRun.of(Self.plan(server, files))
        #expect(run.errors == ["tls_client_certificate": 10])
        #expect(run.counts.completed == 0 && server.events.requests.isEmpty)
    }

    @Test func theChainGoesWithIt() async throws {
        let server = try Self.server()
        defer { server.stop() }
        let between = try TestCertificate("between", by: Self.authority.get())
        let grace = try TestCertificate("grace", for: "grace.test", by: between)
        let files = try [grace.key, grace.pem, grace.pem + between.pem].map { try DataFile($0) }
        let alone = try await EngineRun.of(Self.plan(server, (files[1], files[0])))
        #expect(alone.errors == ["tls_client_certificate": 10])
        let whole = try await EngineRun.of(Self.plan(server, (files[2], files[0])))
        #expect(whole.statusCodes == [200: 10])
        withExtendedLifetime(files) {}
    }

    @Test func whatCannotBeUsedIsAnErrorThatNamesTheFile() async throws {
        let server = try Self.server()
        defer { server.stop() }
        let ada = try TestCertificate("ada", for: "ada.test", by: Self.authority.get())
        let other = try TestCertificate("other", for: "other.test", by: Self.authority.get())
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        var cases: [(chain: String, key: String, words: String, isOfKey: Bool)] = [
            (ada.pem, other.key, "does not belong", true), (other.pem + ada.pem, ada.key, "does not belong", true),
            (ada.key, ada.key, "certificate could not be read", false), (broken, ada.key, "could not be read", false),
            (ada.pem + broken, ada.key, "could not be read", false), ("", ada.key, "could not be read", false),
            (ada.pem, ada.pem, "private key could not be read", true), (ada.pem, "", "could not be read", true),
        ]
        for key in try ada.encryptedKeys() { cases.append((ada.pem, key, "encrypted", true)) }
        for (chain, key, words, isOfKey) in cases {
            let files = (chain: try DataFile(chain), key: try DataFile(key))
            let plan = try Self.plan(server, files)
            let error = #expect(throws: EngineError.self) { try LoadEngine.checkCertificate(of: plan.client) }
            #expect(error?.code == .certificate && error?.message.contains(words) == true)
            #expect(error?.message.contains(isOfKey ? files.key.path : files.chain.path) == true)
            await #expect(throws: EngineError.self) { try await LoadEngine(plan: plan).prepare() }
        }
        #expect(server.events.refused == 0 && server.events.clients.isEmpty)
    }

    /// One file may hold both, as curl has it.
    @Test func oneFileMayHoldBoth() throws {
        let ada = try TestCertificate("ada", for: "ada.test")
        for text in [ada.pem + ada.key, ada.key + ada.pem] {
            let file = try DataFile(text)
            var client = ClientOptions()
            client.tls.clientCertificate = ClientCertificate(chain: .file(file.path), key: .file(file.path))
            try LoadEngine.checkCertificate(of: client)
        }
    }
}
