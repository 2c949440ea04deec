import LoadPlan
import Testing

@Suite("However a URL spells an address") struct TargetSpellingTests {
    @Test(
        "169.254.169.254 is refused",
        arguments: [
            "http://169.254.169.254/", "https://169.254.169.254:8443/latest/meta-data/", "http://169.254.169.254./",
            "http://2852039166/", "http://0xa9fea9fe/", "http://0XA9FEA9FE/", "http://025177524776/",
            "http://0251.0376.0251.0376/", "http://0xa9.0xfe.0xa9.0xfe/", "http://0xA9.254.0251.0xfe./",
            "http://169.254.43518/", "http://169.16689662/", "http://0251.16689662/", "http://00251.0376.0251.254/x",
            "http://user:password@169.254.169.254/", "http://example.com@169.254.169.254/",
            "http://example.com:80@169.254.169.254:80/", "http://example.com%2F@169.254.169.254/",
            "http:\\\\169.254.169.254\\", "http:/169.254.169.254/", "http:169.254.169.254", "HTTP:///169.254.169.254",
            " http://169.254.169.254/\n", "ht\ttp://169.254.\r\n169.254/", "http://169。254．169｡254/",
            "http://１６９.２５４.１６９.２５４/", "http://%31%36%39.254.169.254/", "http://169%2E254%2E169%2E254/",
            "http://169.254.169.254?x", "http://169.254.169.254#x", "http://16\u{AD}9.254.169.254/",
            "http://[::ffff:169.254.169.254]/", "http://[::FFFF:A9FE:A9FE]:80/", "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
            "http://[::169.254.169.254]/", "http://[::a9fe:a9fe]/", "http://[::ffff:0:169.254.169.254]/",
            "http://[64:ff9b::169.254.169.254]/", "http://[64:ff9b:1::a9fe:a9fe]/", "http://[2002:a9fe:a9fe::]/",
            "http://user@[::ffff:169.254.169.254]/",
        ]
    )
    func metadata(text: String) throws {
        let refusal = try #require(TargetPolicy.local.refusal(of: TargetURL(parsing: text)))
        #expect(refusal.meaning == IPAddress("169.254.169.254"))
        #expect(refusal.message.contains("169.254.169.254"))
        #expect(!refusal.message.contains("password"))
    }

    @Test(
        "so are the others that no policy allows",
        arguments: [
            "http://0/", "http://0x0/", "http://0.0.0.0:8080/", "http://[::]/", "http://4294967295/",
            "http://255.16777215/",
            "http://[fd00:ec2::254]/", "http://[FD00:0EC2:0:0:0:0:0:254]/", "http://[fe80::1]/", "http://[ff02::1]/",
            "http://[::ffff:0:0]/", "http://169.254.1/", "http://224.1/",
        ]
    )
    func others(text: String) throws {
        #expect(try TargetPolicy.local.refusal(of: TargetURL(parsing: text)) != nil)
    }

    @Test(
        "loopback and private networks need the permission",
        arguments: [
            "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://017700000001/",
            "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::127.0.0.1]/", "http://10.1/", "http://192.168.1/",
            "http://[::ffff:a00:1]/", "http://0xc0a80001/",
        ]
    )
    func permitted(text: String) throws {
        let url = try TargetURL(parsing: text)
        #expect(TargetPolicy.publicOnly.refusal(of: url) != nil)
        #expect(TargetPolicy.local.refusal(of: url) == nil)
    }

    @Test(
        "a name is judged when it is connected to, and what is no host is not judged",
        arguments: [
            "http://localhost.example/", "http://metadata.google.internal/", "http://169.254.169.254.example/",
            "http://169.254.169.254@example.com/", "http://example.com/169.254.169.254",
            "http://example.com#@169.254.169.254/", "http://example.com?@169.254.169.254/", "http://93.184.215.14/",
            "http://[2606:4700::1]/",
        ]
    )
    func names(text: String) throws {
        #expect(try TargetPolicy.publicOnly.refusal(of: TargetURL(parsing: text)) == nil)
    }

    @Test(
        "names that stand for loopback by RFC 6761 are judged as loopback",
        arguments: ["http://localhost/", "http://LOCALHOST:8080/", "http://localhost./", "http://api.localhost/"]
    )
    func localhost(text: String) throws {
        let url = try TargetURL(parsing: text)
        #expect(TargetPolicy.publicOnly.refusal(of: url)?.code == .loopback)
        #expect(TargetPolicy.local.refusal(of: url) == nil)
    }
}
