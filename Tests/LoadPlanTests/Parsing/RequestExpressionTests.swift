import LoadPlan
import Testing

@Suite("Header fields, methods and addresses as people write them")
struct RequestExpressionTests {
    @Test(
        "a field is a name, a colon and a value without the white space around it",
        arguments: [
            ("A: b", "A", "b"), ("A:b", "A", "b"), ("X-One:  b: c \t", "X-One", "b: c"), ("A:", "A", ""),
            ("A: é", "A", "é"),
        ]
    )
    func fields(text: String, name: String, value: String) throws {
        #expect(try HeaderExpression.parse(text) == RequestSpec.Header(name: name, value: value))
    }

    @Test(
        "what is no field, would inject one, or frames the message is refused",
        arguments: [
            "NoColonHere", "A b: c", ": c", "", "A : b", "A: b\r\nInjected: c", "A: b\nInjected: c", "A: b\r",
            "A\r\n: b", "A: \u{0}",
            "A: \u{7F}", "Content-Length: 5", "transfer-encoding: chunked", "Connection: close", "É: b",
        ]
    )
    func refusedFields(text: String) {
        #expect(throws: ExpressionError.self) { try HeaderExpression.parse(text) }
    }

    @Test("a refused value is not repeated, as it may be a secret")
    func secret() throws {
        let error = try #require(
            #expect(throws: ExpressionError.self) { try HeaderExpression.parse("Authorization: s3cret\r\nA: b") }
        )
        #expect(error.message.contains("Authorization"))
        #expect(!error.message.contains("s3cret"))
        for text in ["Authorization Bearer s3cret", "X-Api-Key=s3cret", "\ts3cret"] {
            let error = #expect(throws: ExpressionError.self) { try HeaderExpression.parse(text) }
            #expect(error?.message.contains("s3cret") == false && error?.message.contains("with a colon") == true)
        }
    }

    @Test("a method is a token", arguments: ["GET", "post", "PROPFIND", "M-SEARCH"])
    func methods(text: String) throws {
        #expect(try MethodExpression.parse(text) == text)
    }

    @Test("anything else is no method", arguments: ["", "GET /", "GET / HTTP/1.1\r\nA: b", "G:T", "CONNECT", "GÉT"])
    func refusedMethods(text: String) {
        #expect(throws: ExpressionError.self) { try MethodExpression.parse(text) }
    }

    @Test(
        "a host name can be pointed at an address",
        arguments: [
            ("Example.com:443:192.0.2.1", "example.com", 443, "192.0.2.1"), ("a:80:::1", "a", 80, "::1"),
            ("a_b-c.d:65535:[2001:db8::1]", "a_b-c.d", 65535, "2001:db8::1"),
        ] as [(String, String, UInt16, String)]
    )
    func addresses(text: String, host: String, port: UInt16, address: String) throws {
        #expect(try ResolveExpression.parse(text) == ResolveOverride(host: host, port: port, address: address))
    }

    @Test(
        "an incomplete or impossible address is refused",
        arguments: [
            "nowhere", "a:80", "a:80:not-an-ip", "a:80:", ":80:192.0.2.1", "a:0:192.0.2.1", "a:65536:192.0.2.1",
            "a:b:192.0.2.1",
            "a:80:192.0.2.256", "a:80:192.0.2", "a:80:[192.0.2.1]", "a b:80:192.0.2.1", "a:80:192.0.2.1\u{0}x",
        ]
    )
    func refusedAddresses(text: String) {
        #expect(throws: ExpressionError.self) { try ResolveExpression.parse(text) }
    }
}
