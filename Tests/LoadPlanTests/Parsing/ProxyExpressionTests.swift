import LoadPlan
import Testing

@Suite("HTTP proxies as people write them")
struct ProxyExpressionTests {
    @Test(
        "host and port of an http URL",
        arguments: [
            ("http://proxy.example:3128", "http://proxy.example:3128"),
            ("HTTP://Proxy.Example", "http://proxy.example:80"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"), ("http://[::1]:3128", "http://[::1]:3128"),
        ]
    )
    func addresses(text: String, name: String) throws {
        let proxy = try ProxyExpression.parse(text)
        #expect(proxy.name == name)
        #expect(proxy.credentials == nil)
    }

    @Test(
        "user and password, percent-encoded",
        arguments: [
            ("ada:s3cret", "ada", "s3cret"), ("a%40b:p%3A%2F%40", "a@b", "p:/@"), ("ada", "ada", ""),
            (":token", "", "token"),
        ]
    )
    func credentials(written: String, user: String, password: String) throws {
        let proxy = try ProxyExpression.parse("http://\(written)@proxy.example:3128")
        #expect(proxy.credentials?.user == Template(user))
        #expect(proxy.credentials?.password == Template(password))
        #expect(proxy.url.userInfo == nil)
        #expect(!proxy.name.contains("@"))
    }

    @Test(
        "anything else is refused, and says by which kind",
        arguments: [
            ("socks5://u:hunter2@p:1080", "SOCKS"), ("socks5h://p:1080", "SOCKS"), ("https://u:hunter2@p:443", "TLS"),
            ("ftp://u:hunter2@p", "http://HOST:PORT"), ("p:3128", "http://HOST:PORT"), ("", "http://HOST:PORT"),
            ("u:hunter2@p:3128", "http://HOST:PORT"), ("http://u:hunter2@", "http://HOST:PORT"),
            ("http://u:hunter2@p:3128/path", "http://HOST:PORT"), ("http://p:3128?a=b", "http://HOST:PORT"),
            ("http://p:3128#a", "http://HOST:PORT"), ("http://u:hunter2/x@p:3128", "http://HOST:PORT"),
            ("http://u%3Av:hunter2@p:3128", "colon"), ("http://p:99999", "http://HOST:PORT"),
        ]
    )
    func refused(text: String, word: String) throws {
        let error = try #require(#expect(throws: ExpressionError.self) { try ProxyExpression.parse(text) })
        #expect(error.code == .proxy)
        #expect(error.message.contains(word))
        #expect(!error.message.contains("hunter2"))
    }

    @Test("an address given by hand is one of the proxy's")
    func overrides() throws {
        var client = ClientOptions()
        client.resolveOverrides = [ResolveOverride(host: "proxy.example", port: 3128, address: "192.0.2.1")]
        #expect(client.overrideProblem == nil)
        client.proxy = try ProxyExpression.parse("http://proxy.example:3128")
        #expect(client.overrideProblem == nil)
        client.resolveOverrides.append(ResolveOverride(host: "api.example", port: 443, address: "192.0.2.2"))
        #expect(client.overrideProblem?.contains("api.example:443") == true)
        client.resolveOverrides = [ResolveOverride(host: "proxy.example", port: 80, address: "192.0.2.1")]
        #expect(client.overrideProblem?.contains("proxy.example:80") == true)
    }
}
