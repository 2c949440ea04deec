import AWSClient
import Testing

@Suite
struct RegionResolverTests {
    private static func resolver(_ environment: [String: String], config: String? = nil) -> RegionResolver {
        RegionResolver(environment: environment.merging(["HOME": "/home/me"]) { own, _ in own }) { path in
            path == TestWorld.config ? config.map { Array($0.utf8) } : nil
        }
    }

    @Test(
        arguments: [
            (["AWS_REGION": "eu-central-1", "AWS_DEFAULT_REGION": "no"], nil, "eu-central-1"),
            (["AWS_REGION": "", "AWS_DEFAULT_REGION": "us-gov-west-1"], "[default]\nregion = no", "us-gov-west-1"),
            ([:], "[default]\nregion = eu-west-1 # home", "eu-west-1"),
            (["AWS_PROFILE": "a"], "[default]\nregion = no\n[profile a]\nregion = eu-west-2", "eu-west-2"),
            (["AWS_PROFILE": "a"], "[default]\nregion = no\n[profile a]\nx = y", nil),
            ([:], nil, nil),
        ] as [([String: String], String?, String?)]
    )
    func `looks in the environment and in the profile`(
        environment: [String: String],
        config: String?,
        region: String?
    ) throws {
        #expect(try Self.resolver(environment, config: config).region() == region)
    }

    @Test
    func `says where it looked and what to do`() throws {
        let error = try #require(throws: AWSError.self) { _ = try Self.resolver([:]).requiredRegion() }
        #expect(error.code == "noRegion")
        #expect(
            error.message == "no AWS region is set. Looked in: AWS_REGION, AWS_DEFAULT_REGION, `region` of the profile "
                + "default in /home/me/.aws/config or /home/me/.aws/credentials. Set AWS_REGION, such as "
                + "AWS_REGION=eu-central-1"
        )
        #expect(try Self.resolver(["AWS_REGION": "eu-west-1"]).requiredRegion() == "eu-west-1")
    }

    @Test(arguments: [
        "evil.example.com/", "a.b", "EU-WEST-1", "eu west", "-a", "a-", "a@b", "a\n", String(repeating: "a", count: 64),
    ])
    func `refuses what could name another host`(region: String) throws {
        let error = try #require(throws: AWSError.self) { _ = try Self.resolver(["AWS_REGION": region]).region() }
        #expect(error.message == "AWS_REGION is no region: it must read like eu-central-1")
    }

    @Test
    func `names the line of the profile's region`() throws {
        let error = try #require(throws: AWSError.self) {
            _ = try Self.resolver([:], config: "[default]\n\nregion = a.b").region()
        }
        #expect(error.message == "/home/me/.aws/config:3 is no region: it must read like eu-central-1")
    }
}
