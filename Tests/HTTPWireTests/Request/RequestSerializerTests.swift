import HTTPWire
import Testing

@Suite struct RequestSerializerTests {
    @Test func addsHostUserAgentAndAccept() throws {
        let bytes = try RequestSerializer.serialize(
            method: "GET",
            target: "/a?b=c",
            host: "example.com:8080",
            headers: [HeaderField(name: "X-One", value: "1")],
            userAgent: "loadtester"
        )
        let expected = """
            GET /a?b=c HTTP/1.1\r
            Host: example.com:8080\r
            User-Agent: loadtester\r
            Accept: */*\r
            X-One: 1\r
            \r

            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func aGivenHeaderReplacesTheAddedOneInAnyLetterCase() throws {
        let text = try serialized(headers: [
            HeaderField(name: "HOST", value: "other"), HeaderField(name: "user-agent", value: "mine"),
            HeaderField(name: "aCCept", value: "text/html"),
        ])
        #expect(text == "GET / HTTP/1.1\r\nHOST: other\r\nuser-agent: mine\r\naCCept: text/html\r\n\r\n")
    }

    @Test(arguments: [
        ("GET", "", nil), ("DELETE", "", nil), ("POST", "", "0"), ("PUT", "", "0"), ("PATCH", "", "0"),
        ("GET", "body", "4"), ("POST", "body", "4"),
    ])
    func contentLengthIsAddedForABodyOrAMethodThatExpectsOne(method: String, body: String, length: String?) throws {
        let text = try serialized(method: method, body: body)
        #expect(text.contains("Content-Length") == (length != nil))
        if let length { #expect(text.contains("\r\nContent-Length: \(length)\r\n")) }
        #expect(text.hasSuffix("\r\n\r\n" + body))
    }

    @Test func closingIsAnnouncedOnce() throws {
        #expect(try serialized(keepAlive: false).contains("\r\nConnection: close\r\n"))
        #expect(try !serialized(keepAlive: true).contains("Connection"))
        let given = [HeaderField(name: "connection", value: "TE, Close")]
        #expect(try !serialized(headers: given, keepAlive: false).contains("Connection:"))
    }

    @Test func aMatchingContentLengthIsWrittenOnce() throws {
        let text = try serialized(headers: [HeaderField(name: "content-length", value: "4")], body: "body")
        #expect(text.contains("\r\ncontent-length: 4\r\n"))
        #expect(!text.contains("Content-Length"))
    }

    @Test func textOutsideASCIIAndTabsMayStandInAValue() throws {
        #expect(try serialized(headers: [HeaderField(name: "X", value: "é\tü")]).contains("X: é\tü\r\n"))
    }

    @Test(arguments: [
        HeaderField(name: "X-Evil", value: "a\r\nInjected: 1"), HeaderField(name: "X-Evil", value: "a\rb"),
        HeaderField(name: "X-Evil", value: "a\nb"), HeaderField(name: "X-Evil", value: "a\0b"),
        HeaderField(name: "X-Evil", value: "\u{7F}"),
    ])
    func injectionThroughAValueIsRefusedAndTheHeaderNamed(header: HeaderField) {
        let failure = #expect(throws: RequestFailure.self) { try serialized(headers: [header]) }
        #expect(failure?.code == .invalidHeaderValue)
        #expect(failure?.message.contains("X-Evil") == true)
    }

    @Test(arguments: ["", "A B", "A:", "A\r\nB", "Ä", "A(", "A\0"])
    func aHeaderNameMustBeAToken(name: String) {
        let failure = #expect(throws: RequestFailure.self) {
            try serialized(headers: [HeaderField(name: name, value: "")])
        }
        #expect(failure?.code == .invalidHeaderName)
        #expect(failure?.message.utf8.contains(10) == false)
    }

    @Test(arguments: ["", "G T", "GET\r\n", "GÉT", "GET/"])
    func aMethodMustBeAToken(method: String) {
        let failure = #expect(throws: RequestFailure.self) { try serialized(method: method) }
        #expect(failure?.code == .invalidMethod)
    }

    @Test(arguments: ["", "a", "http://a/", "/a b", "/a\r\nX: 1", "/é", "/a#b", "/\u{7F}"])
    func aTargetMustBeInOriginForm(target: String) {
        let failure = #expect(throws: RequestFailure.self) { try serialized(target: target) }
        #expect(failure?.code == .invalidTarget)
    }

    @Test func aProxyIsToldTheWholeURL() throws {
        let text = try serialized(target: "/a?b=c", prefix: "http://h:81")
        #expect(text.hasPrefix("GET http://h:81/a?b=c HTTP/1.1\r\nHost: h\r\n"))
    }

    @Test(arguments: ["http://a b", "http://a\r\nX: 1", "http://é", "http://a#b"])
    func noPrefixBreaksOutOfItsPlace(prefix: String) {
        let failure = #expect(throws: RequestFailure.self) { try serialized(prefix: prefix) }
        #expect(failure?.code == .invalidTarget)
    }

    @Test func theAsteriskFormIsATarget() throws {
        #expect(try serialized(method: "OPTIONS", target: "*").hasPrefix("OPTIONS * HTTP/1.1\r\n"))
    }

    @Test(arguments: [
        [HeaderField(name: "Content-Length", value: "5")],
        [HeaderField(name: "Content-Length", value: "4"), HeaderField(name: "content-length", value: "4")],
        [HeaderField(name: "Transfer-Encoding", value: "chunked")],
        [HeaderField(name: "Host", value: "a"), HeaderField(name: "host", value: "b")],
    ])
    func headersThatContradictTheFramingAreRefused(headers: [HeaderField]) {
        let failure = #expect(throws: RequestFailure.self) { try serialized(headers: headers, body: "body") }
        #expect(failure?.code == .conflictingHeader)
    }

    @Test func theHostAndUserAgentAreCheckedLikeHeaders() {
        for host in ["", "a\r\nb"] {
            #expect(throws: RequestFailure.self) {
                try RequestSerializer.serialize(method: "GET", target: "/", host: host)
            }
        }
        #expect(throws: RequestFailure.self) {
            try RequestSerializer.serialize(method: "GET", target: "/", host: "a", userAgent: "x\r\ny: z")
        }
    }
}

private func serialized(
    method: String = "GET",
    target: String = "/",
    prefix: String = "",
    headers: [HeaderField] = [],
    body: String = "",
    keepAlive: Bool = true
) throws -> String {
    let bytes = try RequestSerializer.serialize(
        method: method,
        target: target,
        prefix: prefix,
        host: "h",
        headers: headers,
        body: Array(body.utf8),
        keepAlive: keepAlive,
        userAgent: "u"
    )
    return String(decoding: bytes, as: UTF8.self)
}
