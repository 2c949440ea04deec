import LoadPlan
import Testing

@Suite("Names under which credentials are sent")
struct CredentialNameTests {
    @Test(
        "fields that prove who asks are known in every spelling",
        arguments: [
            "Authorization", "authorization", "AUTHORIZATION", "Proxy-Authorization", "X-Authorization", "Cookie",
            "set-cookie",
            "X-Api-Key", "x-api-key", "X_API_KEY", "Api-Key", "apikey", "ApiKey", "X-Key", "X-Auth-Token", "X-Auth-Key",
            "X-Auth",
            "X-Amz-Security-Token", "X-Amz-Signature", "X-CSRF-Token", "X-XSRF-TOKEN", "Private-Token", "X-Vault-Token",
            "access_token", "accessToken", "refreshToken", "id_token", "client_secret", "clientSecret",
            "client_assertion", "password",
            "X-Session-Id", "sessionId", "X-Session", "X-Hub-Signature-256", "Ocp-Apim-Subscription-Key",
            "x-functions-key", "sig",
            "DPoP", "X-OTP", "Cf-Access-Jwt-Assertion", "X-Amz-Server-Side-Encryption-Customer-Key",
        ]
    )
    func covered(name: String) {
        #expect(CredentialName.covers(name))
    }

    @Test(
        "fields that are like them are left alone",
        arguments: [
            "", "-", "Accept", "Content-Type", "Host", "User-Agent", "Key", "key", "id", "Idempotency-Key",
            "X-Idempotency-Key",
            "Sec-WebSocket-Key", "Surrogate-Key", "Cache-Key", "page_token", "pageToken", "next-token",
            "ContinuationToken",
            "X-Auth-User", "X-Author", "X-Token-Type", "X-Request-Id", "monkey", "WWW-Authenticate",
            "X-Signature-Algorithm", "256",
            "traceparent", "ETag", "Sec-CH-UA", "design",
        ]
    )
    func left(name: String) {
        #expect(!CredentialName.covers(name))
    }
}

@Suite("Texts without the credentials in them")
struct CredentialTextTests {
    @Test(
        "parameters of a URL lose their values by their names",
        arguments: [
            ("/a?x=1&api_key=s3&y=2", "/a?x=1&api_key=[redacted]&y=2"), ("/a?token=s3", "/a?token=[redacted]"),
            ("GET /?sig=a%2Bb&token=c?d HTTP/1.1", "GET /?sig=[redacted]&token=[redacted] HTTP/1.1"),
            ("https://a/cb#access_token=s3&state=1", "https://a/cb#access_token=[redacted]&state=1"),
            ("</a?password=s3>; rel=next", "</a?password=[redacted]>; rel=next"), ("/a?token=&b=1", "/a?token=&b=1"),
            ("/a?b&token=s3", "/a?b&token=[redacted]"), ("/a?page_token=5", "/a?page_token=5"), ("/a", "/a"), ("", ""),
            ("a=b", "a=b"), ("/a?x=1?token=s3", "/a?x=1?token=s3"),
        ]
    )
    func parameters(text: String, shown: String) {
        #expect(CredentialText.hidingParameters(text) == shown)
    }

    @Test(
        "what somebody typed for a URL loses user and password, whatever it is",
        arguments: [
            ("https://ada:pw@a b/?token=s3", "https://…@a b/?token=[redacted]"), ("ada:pw@host", "…@host"),
            ("https://ada:p/w@host", "https://…@host"), ("ftp://a@b@c", "ftp://…@c"), ("ftp://host/", "ftp://host/"),
            ("", ""),
        ]
    )
    func typed(text: String, shown: String) {
        #expect(CredentialText.hidden(url: text) == shown)
    }

    @Test(
        "of cookies the names are left",
        arguments: [
            ("Cookie", "a=s3; b=s4", "a=[redacted]; b=[redacted]"),
            ("Set-Cookie", "a=s3; Path=/", "a=[redacted]; Path=/"),
            ("Authorization", "Bearer s3", "[redacted]"), ("X-Api-Key", "s3", "[redacted]"),
            ("Set-Cookie", "", "[redacted]"),
            ("Location", "/cb?access_token=s3", "/cb?access_token=[redacted]"), ("Accept", "a/b;q=0.5", "a/b;q=0.5"),
        ]
    )
    func fields(name: String, value: String, shown: String) {
        #expect(CredentialText.hidden(header: name, value: value) == shown)
    }

    @Test("a URL for reports has neither")
    func redacted() throws {
        let url = try TargetURL(parsing: "https://ada:pw@a.test/x?api_key=s3&page=2#token=s4")
        #expect(url.redacted == "https://a.test/x?api_key=[redacted]&page=2")
        #expect(url.requestTarget == "/x?api_key=s3&page=2")
    }
}
