import LoadPlan
import PlanFile
import Testing

/// What a plan says about whom its connections are made by, and through what.
struct ConnectionTests {
    private static func client(_ bench: PlanBench, _ text: String, _ header: String = "") throws -> ClientOptions {
        try bench.read("target: https://a.example\n\(header)client: \(text)\n") {
            $0.processEnvironment = ["PORT": "3128", "PASSWORD": "p@ss", "KEY": "-----BEGIN PRIVATE KEY-----hunter2"]
        }.client
    }

    @Test
    func `a certificate and its key are files of the plan's folder`() throws {
        let bench = PlanBench()
        try bench.write("me.pem", "")
        try bench.write("keys/me.key", "")
        let client = try Self.client(bench, "{certificate: {cert: me.pem, key: keys/me.key}}")
        let certificate = try #require(client.tls.clientCertificate)
        #expect(certificate.chain.file?.hasSuffix("/me.pem") == true)
        #expect(certificate.key.file?.hasSuffix("/keys/me.key") == true)
    }

    @Test
    func `both may be secrets, by name or by place`() throws {
        let text = "{certificate: {cert: '${secret:mine}', key: '${secret:aws:client#key}'}}"
        let client = try Self.client(PlanBench(), text, "secrets: {mine: 'env:CERT'}\n")
        let expected = ClientCertificate(
            chain: .secret(.environment("CERT")),
            key: .secret(.secretsManager(id: "client", key: "key"))
        )
        #expect(client.tls.clientCertificate == expected)
    }

    @Test
    func `a proxy is a URL, in which variables may stand`() throws {
        let client = try Self.client(PlanBench(), "{proxy: 'http://ada:s3cret@proxy.example:${env:PORT}'}")
        #expect(client.proxy?.name == "http://proxy.example:3128")
        #expect(client.proxy?.credentials?.user == Template("ada"))
        #expect(client.proxy?.credentials?.password == Template("s3cret"))
    }

    @Test
    func `a proxy's user and password may be given apart, as secrets and as texts that nothing is decoded in`() throws {
        let text =
            "{proxy: {url: 'http://proxy.example', user: 'a%41', password: 'x${secret:env:PASSWORD}${env:PASSWORD}'}}"
        let credentials = try #require(try Self.client(PlanBench(), text).proxy?.credentials)
        #expect(credentials.user == Template("a%41"))
        #expect(credentials.secrets == [.environment("PASSWORD")])
        #expect(credentials.password.parts.count == 3)
    }

    @Test(arguments: [
        ("{certificate: {cert: me.pem, key: none.key}}", "client.certificate.key: 'none.key': there is no such file"),
        ("{certificate: {cert: me.pem}}", "client.certificate: a certificate goes with its key"),
        ("{certificate: {file: me.pem, key: me.pem}}", "the certificate's file is named by 'cert'"),
        ("{certificate: me.pem}", "client.certificate: 'me.pem': a certificate is written as keys"),
        ("{certificate: {cert: me.pem, key: ../me.key}}", "client.certificate.key"),
        (
            "{certificate: {cert: me.pem, key: '${env:KEY}'}}",
            "client.certificate.key: name a file of the plan's folder"
        ),
        ("{certificate: {cert: me.pem, key: 'x${secret:env:KEY}'}}", "this must be known before the run"),
        ("{proxy: 'https://u:hunter2@p'}", "client.proxy: 'https://…@p': a proxy that is itself spoken to over TLS"),
        ("{proxy: 'http://u:${secret:env:PASSWORD}@p'}", "a proxy with a secret is written {url: http://HOST:PORT"),
        ("{proxy: {user: u, password: hunter2}}", "client.proxy: the proxy has no URL"),
        ("{proxy: {url: 'http://p', user: u}}", "client.proxy: user and password go together"),
        ("{proxy: {url: 'http://u:hunter2@p', user: u, password: hunter2}}", "user and password stand in the URL too"),
        (
            "{proxy: {url: 'http://p', user: '${uuid}', password: hunter2}}",
            "texts, variables and secrets can stand here"
        ),
        ("{proxy: {url: 'http://p', user: 'u:v', password: hunter2}}", "a user's name has no colon"),
        (
            "{proxy: 'http://169.254.169.254'}",
            "client.proxy: 'http://169.254.169.254:80': 169.254.169.254 belongs to a cloud"
        ),
        (
            "{proxy: 'http://p:3128', resolve: ['a.example:443:192.0.2.1']}",
            "client.resolve: an address for a.example:443 has no effect"
        ),
    ])
    func `what is wrong is refused by name, and what may be secret is not repeated`(text: String, words: String) throws
    {
        let bench = PlanBench()
        try bench.write("me.pem", "")
        let complaints = bench.complaints("target: https://a.example\nclient: \(text)\n") {
            $0.processEnvironment = ["KEY": "-----BEGIN PRIVATE KEY-----hunter2"]
        }
        #expect(complaints.contains(words), "\(complaints)")
        #expect(!complaints.contains("hunter2"), "\(complaints)")
    }

    @Test
    func `the preview names both, and shows neither key nor password`() throws {
        let bench = PlanBench()
        try bench.write("me.pem", "")
        let plan = try bench.read(
            """
            target: https://a.example
            client:
              certificate: {cert: me.pem, key: '${secret:env:KEY}'}
              proxy: {url: 'http://proxy.example:3128', user: ada, password: hunter2}
            """
        )
        let lines = PlanPreview(plan, tasks: 1).text.split(separator: "\n").map(String.init)
        #expect(
            lines.contains {
                $0.hasPrefix("Client     certificate in '") && $0.hasSuffix("/me.pem', its key in a secret")
            }
        )
        #expect(lines.contains("Proxy      through a tunnel of http://proxy.example:3128, as ada"))
        #expect(!lines.contains { $0.contains("hunter2") })
    }

    @Test
    func `a plan from elsewhere takes neither files nor secrets of this machine`() {
        let complaints = PlanBench().complaints(
            "target: https://a.example\nclient: {certificate: {cert: /etc/hostname, key: '${secret:env:KEY}'}}\n"
        ) { $0.allowsLocalSecrets = false }
        #expect(complaints.contains("client.certificate.cert: '/etc/hostname'"))
        #expect(complaints.contains("client.certificate.key: '${secret:env:KEY}'"))
    }
}
