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

    @Test func withoutSecretsTextStaysAsItIs() {
        #expect(
            Redaction([]).text(Array("GET / HTTP/1.1\r\nA: b\r\n\r\nAuthorization: c".utf8)).hasSuffix(
                "Authorization: c"
            )
        )
    }
}
