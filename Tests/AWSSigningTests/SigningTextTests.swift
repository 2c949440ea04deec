import AWSSigning
import Testing

@Suite struct SigningTextTests {
    @Test(arguments: [
        (0, "19700101T000000Z"), (1_440_938_160, "20150830T123600Z"), (951_782_399, "20000228T235959Z"),
        (951_782_400, "20000229T000000Z"), (1_709_164_800, "20240229T000000Z"), (1_709_251_200, "20240301T000000Z"),
        (4_107_542_399, "21000228T235959Z"), (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"),
    ])
    func timeIsWrittenInUTC(seconds: Int64, stamp: String) {
        let time = SigningTime(epochSeconds: seconds)
        #expect(time.stamp == stamp && time.day == stamp.prefix(8))
        #expect(SigningTime(epochMilliseconds: seconds * 1000 + 999) == time)
    }

    @Test(arguments: [
        ("", ""), ("azAZ09-._~", "azAZ09-._~"), ("a b+c", "a%20b%2Bc"), ("/", "%2F"),
        ("ü€😀", "%C3%BC%E2%82%AC%F0%9F%98%80"),
        ("%41", "%2541"), ("\0\n", "%00%0A"), ("!*'()", "%21%2A%27%28%29"),
    ])
    func everyByteButTheUnreservedIsEncoded(text: String, encoded: String) {
        #expect(PercentEncoding.encode(text) == encoded)
        #expect(PercentEncoding.decode(encoded) == text)
    }

    @Test(arguments: [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("%e1%88%B4", "ሴ"), ("%25%34%31", "%41"), ("+", "+")])
    func onlyEscapesAreDecoded(text: String, decoded: String) {
        #expect(PercentEncoding.decode(text) == decoded)
    }

    @Test(arguments: [
        ("", ""), ("a", "a="), ("a=b=c", "a=b%3Dc"), ("b=1&a=2", "a=2&b=1"), ("a=%7e", "a=~"),
        ("a=b&a=A&a=", "a=&a=A&a=b"),
        ("x-1=1&x=2", "x=2&x-1=1"), ("a=\u{301}b", "a=%CC%81b"), ("a=%c3%ff", "a=%C3%FF"),
    ])
    func aQueryHasOneForm(query: String, canonical: String) {
        #expect(lines(query: query)[2] == canonical)
    }

    @Test(arguments: [
        ("", "/"), ("/", "/"), ("/..", "/"), ("/a/../../b", "/b"), ("/a/./b/", "/a/b/"), ("/a//b", "/a/b"),
        ("/a/..", "/"),
        ("/%2e%2e/a", "/%252e%252e/a"), ("/.../a", "/.../a"), ("/a/\u{301}", "/a/%CC%81"),
    ])
    func aPathIsNormalisedAndEncoded(path: String, canonical: String) {
        #expect(lines(path: path)[1] == canonical)
    }

    @Test func headersAreCollapsedJoinedAndSorted() {
        let headers = CanonicalHeaders([
            ("X-B", "  one \t two\r\n three "), ("x-a", "2"), ("X-A", "1"), ("Host", "h"), ("user-agent", "u"),
            ("x-c", ""),
        ])
        #expect(headers.lines == "host:h\nx-a:2,1\nx-b:one two three\nx-c:\n")
        #expect(headers.names == "host;x-a;x-b;x-c")
    }

    @Test func noPrintingShowsASecret() {
        var dumped = ""
        dump(Known.temporary, to: &dumped)
        for text in [dumped, "\(Known.temporary)", String(reflecting: [Known.temporary]), "\(Known.temporary as Any)"] {
            #expect(text.contains("AKIDEXAMPLE"))
            #expect(!text.contains(Known.temporary.secretAccessKey) && !text.contains("token=="))
        }
    }

    private func lines(path: String = "/", query: String = "") -> [Substring] {
        SigV4(region: "r", service: "s")
            .sign(
                SigningRequest(method: "get", path: path, query: query, headers: [("host", "h")]),
                with: Known.keys,
                at: Known.time
            )
            .canonicalRequest.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
