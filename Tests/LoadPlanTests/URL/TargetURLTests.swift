import FoundationEssentials
import LoadPlan
import Testing

@Suite struct TargetURLTests {
    @Test func thePartsAreTakenApart() throws {
        let url = try TargetURL(parsing: " HTTPS://us%65r:p%40ss@Example.COM:8443/a/./b/%2E%2e/c d?q='1'&r=ü#f g\n")
        #expect(url.scheme == .https)
        #expect(url.username == "us%65r")
        #expect(url.password == "p%40ss")
        #expect(url.host == "example.com")
        #expect(url.hostKind == .domain)
        #expect(url.port == 8443)
        #expect(url.explicitPort == 8443)
        #expect(url.path == "/a/c%20d")
        #expect(url.query == "q=%271%27&r=%C3%BC")
        #expect(url.fragment == "f%20g")
        #expect(url.requestTarget == "/a/c%20d?q=%271%27&r=%C3%BC")
        #expect(url.hostHeader == "example.com:8443")
        #expect(url.href == "https://us%65r:p%40ss@example.com:8443/a/c%20d?q=%271%27&r=%C3%BC#f%20g")
    }

    @Test(arguments: [
        ("http://a:80/", 80, "a"), ("https://a:443", 443, "a"), ("http://a:443", 443, "a:443"), ("http://a:", 80, "a"),
        ("https://a:0080", 80, "a:80"), ("http://a:0", 0, "a:0"), ("http://a:65535", 65535, "a:65535"),
    ])
    func theDefaultPortIsLeftOut(text: String, port: UInt16, hostHeader: String) throws {
        let url = try TargetURL(parsing: text)
        #expect(url.port == port)
        #expect(url.hostHeader == hostHeader)
        #expect(url.requestTarget == "/")
    }

    @Test(arguments: [
        ("http://192.168.1", "192.168.0.1", TargetURL.HostKind.ipv4), ("http://0x7f.1", "127.0.0.1", .ipv4),
        ("http://2130706433", "127.0.0.1", .ipv4), ("http://017700000001.", "127.0.0.1", .ipv4),
        ("http://[::1]", "[::1]", .ipv6), ("http://[1:0:0:2:0:0:0:3]:81", "[1:0:0:2::3]", .ipv6),
        ("http://[::ffff:1.2.3.4]", "[::ffff:102:304]", .ipv6), ("http://[2001:DB8::0:1]", "[2001:db8::1]", .ipv6),
        ("http://[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]", .ipv6), ("http://%41.b", "a.b", .domain),
        ("http://1.2.3.4.example", "1.2.3.4.example", .domain), ("http:\\\\a_b\\c", "a_b", .domain),
    ])
    func aHostIsSerialisedInOneForm(text: String, host: String, kind: TargetURL.HostKind) throws {
        let url = try TargetURL(parsing: text)
        #expect(url.host == host)
        #expect(url.hostKind == kind)
    }

    @Test(arguments: [
        ("/x", "http://u@h:81/x"), ("x", "http://u@h:81/a/x"), ("../../x", "http://u@h:81/x"),
        (".", "http://u@h:81/a/"),
        ("?x", "http://u@h:81/a/b?x"), ("#x", "http://u@h:81/a/b?q#x"), ("", "http://u@h:81/a/b?q"),
        ("//other/x", "http://other/x"), ("http:x", "http://u@h:81/a/x"), ("https:x", "https://x/"),
        ("https://secure/", "https://secure/"), ("\\x", "http://u@h:81/x"), ("x\\..\\y", "http://u@h:81/a/y"),
    ])
    func aRedirectIsResolvedAgainstItsPage(location: String, href: String) throws {
        let base = try TargetURL(parsing: "http://u@h:81/a/b?q#f")
        #expect(try TargetURL(parsing: location, relativeTo: base).href == href)
    }

    @Test(arguments: [
        ("", "url_missing_scheme", "empty"), ("example.com/x", "url_missing_scheme", "http://"),
        ("//example.com", "url_missing_scheme", "http://"), ("localhost:8080", "url_unsupported_scheme", "in front"),
        ("ftp://example.com", "url_unsupported_scheme", "\"ftp\""),
        ("javascript:alert(1)", "url_unsupported_scheme", "https"),
        ("http://", "url_missing_host", "host"), ("http://u:p@", "url_missing_host", "host"),
        ("http://a:65536", "url_invalid_port", "65535"), ("http://a:8o", "url_invalid_port", "\"8o\""),
        ("http://a b", "url_invalid_host", "\" \""), ("http://a%2Fb", "url_invalid_host", "\"/\""),
        ("http://1.2.3.256", "url_invalid_ipv4", "1.2.3.256"), ("http://[::1", "url_invalid_ipv6", "[2001:db8::1]"),
        ("http://[1::2::3]", "url_invalid_ipv6", "[1::2::3]"),
        ("http://xn--", "url_invalid_international_name", "xn--"),
    ])
    func aRefusalSaysWhatToWrite(text: String, label: String, hint: String) {
        let error = #expect(throws: TargetURLError.self) { try TargetURL(parsing: text) }
        #expect(error?.label == label)
        #expect(error?.message.contains(hint) == true)
    }

    @Test func credentialsAreInNothingThatIsShown() throws {
        let url = try TargetURL(parsing: "https://user:secret@example.com:444/a?b#c")
        for shown in [url.redacted, "\(url)", url.hostHeader] {
            #expect(!shown.contains("secret") && !shown.contains("user"))
        }
        #expect(url.redacted == "https://example.com:444/a?b")
        let error = #expect(throws: TargetURLError.self) { try TargetURL(parsing: "http://user:secret@a b/") }
        #expect(error?.message.contains("secret") == false)
    }

    @Test func itIsCodedAsOneString() throws {
        let url = try TargetURL(parsing: "http://u:p@a/b?c#d")
        let data = try JSONEncoder().encode([url])
        #expect(try JSONDecoder().decode([String].self, from: data) == [url.href])
        #expect(try JSONDecoder().decode([TargetURL].self, from: data) == [url])
    }

    @Test func decodingAWrongTextSaysWhy() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([TargetURL].self, from: Data(#"["ftp://a"]"#.utf8))
        }
        guard case .dataCorrupted(let context) = error else { return #expect(Bool(false), "wrong kind of error") }
        #expect(context.debugDescription.contains("ftp"))
        #expect(context.underlyingError is TargetURLError)
    }
}
