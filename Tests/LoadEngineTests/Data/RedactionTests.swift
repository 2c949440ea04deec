import LoadPlan
import Testing

@testable import LoadEngine

@Suite struct RedactionTests {
    @Test func secretsAreTakenOutInEveryForm() {
        let redaction = Redaction(["p\"s s", "tok"])
        let text = """
            POST /?q=p%22s%20s&t=tok HTTP/1.1\r\nAuthorization: Basic abc\r\nx-amz-security-token: xyz\r\nA: tok\r\n\r\n{"p":"p\\"s s"}&p%22s+s
            """
        let shown = redaction.text(Array(text.utf8))
        for secret in ["tok\r", "=tok", "p%22s%20s", "p%22s+s", "p\\\"s s", "abc", "xyz"] {
            #expect(!shown.contains(secret), "\(shown)")
        }
        #expect(shown.hasPrefix("POST /?q=[redacted]&t=[redacted] HTTP/1.1\r\nAuthorization: [redacted]\r\n"))
        #expect(shown.hasSuffix("{\"p\":\"[redacted]\"}&[redacted]"))
    }

    @Test func fieldsAndParametersThatProveWhoAsksAreHiddenByTheirNames() {
        let text = """
            GET /x?api_key=s3&page=2 HTTP/1.1\r\nX-API-KEY:s3\r\nCookie: a=s3; b=s3\r\nProxy-Authorization: Basic s3\r\n\
            Referer: http://a/?token=s3\r\nIdempotency-Key: k1\r\nContent-Type: a/b; charset=utf-8\r\n\r\nX-Api-Key: content
            """
        let shown = Redaction([]).text(Array(text.utf8))
        let expected = """
            GET /x?api_key=[redacted]&page=2 HTTP/1.1\r\nX-API-KEY: [redacted]\r\nCookie: a=[redacted]; b=[redacted]\r\n\
            Proxy-Authorization: [redacted]\r\nReferer: http://a/?token=[redacted]\r\nIdempotency-Key: k1\r\n\
            Content-Type: a/b; charset=utf-8\r\n\r\nX-Api-Key: content
            """
        #expect(shown == expected)
    }

    @Test func withoutSecretsTextStaysAsItIs() {
        #expect(
            Redaction([]).text(Array("GET / HTTP/1.1\r\nA: b\r\n\r\nAuthorization: c".utf8)).hasSuffix(
                "Authorization: c"
            )
        )
    }
}
