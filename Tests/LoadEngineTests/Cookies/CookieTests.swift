import Testing

@testable import LoadEngine

/// RFC 6265, as far as a load test needs it.
@Suite struct CookieTests {
    private func header(
        _ fields: [String],
        from: String = "shop.example.com",
        at path: String = "/a/b",
        to: String = "shop.example.com",
        for requestPath: String = "/a/b",
        isSecure: Bool = false,
        later: Int64 = 0
    ) -> String {
        var jar = CookieJar()
        for field in fields {
            jar.set(Array(field.utf8), host: Array(from.utf8), path: Array(path.utf8), isSecure: isSecure, now: 1000)
        }
        var buffer = ByteBuffer(capacity: 16)
        Array(requestPath.utf8).withUnsafeBytes { bytes in
            jar.append(
                to: &buffer,
                host: Array(to.utf8),
                path: bytes,
                isSecure: isSecure,
                now: 1000 + later,
                asField: false
            )
        }
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test func namesAndValuesComeBackAsTheyWere() {
        #expect(header(["a=b"]) == "a=b")
        #expect(header([" a = b c ; HttpOnly"]) == "a=b c")
        #expect(header(["a=b=c", "d="]) == "a=b=c; d=")
        #expect(header(["a=1", "a=2"]) == "a=2")
        #expect(header(["=x", "nothing", ""]) == "")
        #expect(header(["a=b\u{1}c"]) == "a=bc")
    }

    @Test func hostsAreMatched() {
        #expect(header(["a=b"], to: "sub.shop.example.com") == "")
        #expect(header(["a=b; Domain=example.com"], to: "other.example.com") == "a=b")
        #expect(header(["a=b; domain=.EXAMPLE.com"], to: "example.com") == "a=b")
        #expect(header(["a=b; Domain=evil.com"]) == "")
        #expect(header(["a=b; Domain=ple.com"]) == "")
        #expect(header(["a=b; Domain=0.0.1"], from: "127.0.0.1", to: "127.0.0.1") == "")
        #expect(header(["a=b; Domain=127.0.0.1"], from: "127.0.0.1", to: "127.0.0.1") == "a=b")
    }

    @Test func pathsAreMatched() {
        #expect(header(["a=b"], for: "/a/c") == "a=b")
        #expect(header(["a=b"], for: "/ab") == "")
        #expect(header(["a=b"], at: "/", for: "/x") == "a=b")
        #expect(header(["a=b; Path=/x"], for: "/x/y") == "a=b")
        #expect(header(["a=b; Path=/x"], for: "/xy") == "")
        #expect(header(["a=b; Path=x"], for: "/a") == "a=b")
        #expect(header(["a=1; Path=/", "b=2; Path=/a", "c=3; Path=/"]) == "b=2; a=1; c=3")
    }

    @Test func cookiesExpire() {
        #expect(header(["a=b; Max-Age=10"], later: 9) == "a=b")
        #expect(header(["a=b; Max-Age=10"], later: 10) == "")
        #expect(header(["a=b", "a=b; Max-Age=0"]) == "")
        #expect(header(["a=b; Max-Age=9223372036854775807"], later: 1) == "a=b")
        #expect(header(["a=b; Expires=Thu, 01 Jan 1970 00:16:41 GMT"]) == "a=b")
        #expect(header(["a=b; Expires=Thu, 01 Jan 1970 00:16:40 GMT"]) == "")
        #expect(header(["a=b; Max-Age=5; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]) == "a=b")
        #expect(header(["a=b; Expires=whenever"]) == "a=b")
    }

    @Test func secureCookiesNeedTLS() {
        #expect(header(["a=b; Secure"]) == "")
        #expect(header(["a=b; Secure"], isSecure: true) == "a=b")
    }

    @Test func aJarIsBounded() {
        #expect(header((0..<1000).map { "c\($0)=1" }).split(separator: ";").count == 64)
        #expect(header(["a=" + String(repeating: "x", count: 9000)]) == "")
    }

    @Test(
        arguments: [
            ("Wed, 09 Jun 2021 10:18:14 GMT", 1_623_233_894), ("Wednesday, 09-Jun-21 10:18:14 GMT", 1_623_233_894),
            ("Wed Jun  9 10:18:14 2021", 1_623_233_894), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
            ("09 Jun 2021", nil), ("Wed, 09 Jun 2021 25:18:14 GMT", nil), ("", nil),
        ] as [(String, Int64?)]
    ) func datesAreReadLeniently(text: String, seconds: Int64?) {
        #expect(HTTPDate.seconds(Array(text.utf8)) == seconds)
    }
}
