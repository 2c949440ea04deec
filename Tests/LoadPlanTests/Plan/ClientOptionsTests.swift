import FoundationEssentials
import LoadPlan
import Testing

/// Options that travel to the tasks, between versions too.
struct ClientOptionsTests {
    private static func decoded(_ json: Data) throws -> ClientOptions {
        try JSONDecoder().decode(ClientOptions.self, from: json)
    }

    /// What versions without certificates and proxies wrote.
    private static let old = """
        {"connectTimeoutSeconds":10,"keepAlive":true,"loops":0,"maxRedirects":3,"resolveOverrides":[],"timeoutSeconds":5,
         "tls":{"caFile":"/ca.pem","resumesSessions":true,"verifiesCertificates":true}}
        """

    @Test
    func `options of earlier versions are still read`() throws {
        let options = try Self.decoded(Data(Self.old.utf8))
        #expect(options.maxRedirects == 3)
        #expect(options.tls.caFile == "/ca.pem")
        #expect(options.proxy == nil)
        #expect(options.tls.clientCertificate == nil)
    }

    @Test
    func `options that use neither are written as earlier versions wrote them`() throws {
        let written = try WrittenKeys(JSONEncoder().encode(Self.decoded(Data(Self.old.utf8))))
        #expect(written == (try WrittenKeys(Data(Self.old.utf8))))
    }

    @Test
    func `certificate and proxy travel, the key by its place`() throws {
        var options = ClientOptions()
        options.tls.clientCertificate = ClientCertificate(
            chain: .file("/plan/me.pem"),
            key: .secret(.secretsManager(id: "client", key: "key"))
        )
        options.proxy = try ProxyExpression.parse("http://proxy.example:3128")
        options.proxy?.credentials = ProxyOptions.Credentials(
            user: Template("ada"),
            password: Template(parts: [.value(.secret(.environment("PROXY_PASSWORD")), .none)])
        )
        let json = try JSONEncoder().encode(options)
        #expect(try Self.decoded(json) == options)
        // By this mark the server tells plans that name secrets, which it does not read for its clients.
        #expect(String(decoding: json, as: UTF8.self).contains(#""secret":{"#))
    }

    /// The keys of an object and of its object `tls`.
    private struct WrittenKeys: Equatable, Decodable {
        var names: Set<String>
        var tls: Set<String>

        init(_ json: Data) throws {
            self = try JSONDecoder().decode(Self.self, from: json)
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Name.self)
            names = Set(container.allKeys.map(\.stringValue))
            tls = Set(
                try container.nestedContainer(keyedBy: Name.self, forKey: Name(stringValue: "tls")).allKeys
                    .map(\.stringValue)
            )
        }

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
    }
}
