import AWSClient
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("http://localhost:4566", "http://localhost:4566"), ("HTTPS://Example.COM:443/", "https://example.com"),
        ("http://127.0.0.1:80", "http://127.0.0.1"), ("http://127.0.0.1:443", "http://127.0.0.1:443"),
        ("http://[::1]:8000/base//", "http://[::1]:8000/base"), ("https://h/A/b", "https://h/A/b"),
        ("http://my_host.local", "http://my_host.local"),
    ])
    func aURLIsRead(text: String, description: String) {
        #expect(Endpoint(text)?.description == description)
    }

    @Test(arguments: [
        "", "localhost:4566", "ftp://h", "http://", "http:///path", "http://user@h", "http://u:p@h", "http://h?x=1",
        "http://h#x", "http://h:0", "http://h:65536", "http://h:+80", "http://h:", "http://a b", "http://h\r\nX: 1",
        "http://ü.example", "http://[::1", "http://[]", "http://[::1]x", "http://h\\x", "http://a,b",
    ])
    func whatIsNoEndpointIsRefused(text: String) {
        #expect(Endpoint(text) == nil)
    }
}
