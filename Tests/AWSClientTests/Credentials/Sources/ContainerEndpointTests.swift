import Testing

@testable import AWSClient

@Suite
struct ContainerEndpointTests {
    private static func endpoint(_ url: String) throws -> ContainerEndpoint? {
        try ContainerEndpoint(TestWorld(environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": url]).credentialWorld)
    }

    @Test(arguments: [
        ("http://localhost/a", "localhost"), ("http://LOCALHOST:80/a", "localhost:80"),
        ("http://127.0.0.1", "127.0.0.1"),
        ("http://127.8.9.10:1/a?b=c", "127.8.9.10:1"), ("http://[::1]:8080/a", "[::1]:8080"),
        ("http://169.254.170.2/a", "169.254.170.2"), ("http://169.254.170.23/a", "169.254.170.23"),
        ("http://[fd00:ec2::23]/a", "[fd00:ec2::23]"), ("http://[FD00:EC2::23]/a", "[fd00:ec2::23]"),
        ("https://keys.example.com/a", "keys.example.com"), ("HTTPS://keys.example.com:8443", "keys.example.com:8443"),
    ])
    func `admits https anywhere and http to this machine and the agents`(url: String, authority: String) throws {
        let endpoint = try #require(try Self.endpoint(url))
        #expect(endpoint.url.text == url)
        #expect(endpoint.url.authority == authority)
    }

    @Test(arguments: [
        "http://keys.example.com/a", "http://169.254.169.254/a", "http://169.254.170.22/a", "http://10.0.0.1/a",
        "http://127.0.0.1.example.com/", "http://localhost.example.com/", "http://127.1/", "http://127.0.0.01/",
        "http://127.0.0.256/", "http://0x7f000001/", "http://2130706433/", "http://0.0.0.0/", "http://[::]/",
        "http://[fd00:ec2::254]/", "http://[::ffff:10.0.0.1]/",
    ])
    func `refuses http to any other host`(url: String) throws {
        let error = try #require(throws: AWSError.self) { _ = try Self.endpoint(url) }
        #expect(error.code == "invalidConfiguration")
    }

    @Test(arguments: [
        "", "keys", "/a", "ftp://localhost/", "http:/localhost", "http://", "http:///a", "http://:80/",
        "http://localhost@example.com/", "http://user:password@localhost/", "http://localhost:/", "http://localhost:0/",
        "http://localhost:65536/", "http://localhost:8o/", "http://example.com\\@localhost/", "http://loc alhost/",
        "http://localhost/\r\nx: y", "http://[::1", "http://[::1]x/", "http://[::1%25lo]/", "http://%6cocalhost/",
        "http://localhosт/",
    ])
    func `refuses what two clients could read in two ways`(url: String) throws {
        #expect(CredentialURL(url) == nil)
    }

    @Test(arguments: ["credentials", "//", "@example.com/", "/a b"])
    func `takes a relative URI as a path only`(path: String) throws {
        let world = TestWorld(environment: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": path]).credentialWorld
        if path == "//" {
            #expect(try ContainerEndpoint(world)?.url.host == "169.254.170.2")
        } else {
            #expect(
                throws: AWSError.configuration(
                    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI must be a path that begins with `/`"
                )
            ) {
                _ = try ContainerEndpoint(world)
            }
        }
    }
}

extension TestWorld {
    /// As the sources see this world.
    fileprivate var credentialWorld: CredentialWorld {
        CredentialWorld(
            environment: environment,
            transport: endpoint,
            sts: { [sts] in sts.caller($0) },
            readFile: { _ in nil },
            runProcess: { _ in [] },
            now: { 0 },
            sleep: { _ in }
        )
    }
}
