import AWSSigning
import Testing

/// Signatures by header, against literals that botocore 1.43.11 made from the same input (its `SigV4Auth` and
/// `S3SigV4Auth`, with the clock set).
@Suite struct HeaderSigningTests {
    @Test func s3SignsThePathAsItIsAndSendsTheHashOfTheContent() {
        let request = SigningRequest(
            method: "PUT",
            path: "/bucket/a//b/../c%20d/%C3%BC",
            query: "partNumber=1&uploadId=x%2Fy",
            headers: [("host", "s3.eu-central-1.amazonaws.com"), ("content-type", "text/plain")],
            payload: .bytes(Array("hello".utf8))
        )
        let signed = Known.signer("s3", "eu-central-1", .s3).sign(request, with: Known.temporary, at: Known.time)
        #expect(signed.signature == "b1c4c52f5700a54e63e5762f96e1c657f0591ff3740527d03abc1765758b2e38")
        #expect(signed.headers.value("x-amz-content-sha256") == Known.hashOfHello)
        #expect(signed.headers.value("x-amz-security-token") == Known.temporary.sessionToken)
    }

    @Test func aHashThatTheCallerFoundSignsAsTheContentDoes() {
        let headers = [(name: "host", value: "h")]
        let signer = Known.signer("s3", "eu-central-1", .s3)
        let whole = SigningRequest(method: "PUT", headers: headers, payload: .bytes(Array("hello".utf8)))
        let hashed = SigningRequest(method: "PUT", headers: headers, payload: .sha256(Known.hashOfHello))
        let signature = signer.sign(whole, with: Known.keys, at: Known.time).signature
        #expect(signer.sign(hashed, with: Known.keys, at: Known.time).signature == signature)
    }

    @Test func anUnsignedPayloadSaysSo() {
        let request = SigningRequest(
            method: "PUT",
            path: "/bucket/key",
            headers: [("host", "s3.eu-central-1.amazonaws.com")],
            payload: .unsigned
        )
        let signed = Known.signer("s3", "eu-central-1", .s3).sign(request, with: Known.keys, at: Known.time)
        #expect(signed.signature == "2d4eeef62d2bc1a685ecd6e440a6124716a96c53ac45c4dc7c14cf24a8c317ed")
        #expect(signed.headers.value("x-amz-content-sha256") == "UNSIGNED-PAYLOAD")
    }

    @Test func otherServicesEncodeThePathOfTheWireOnceMore() {
        let name = "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af"
        let request = SigningRequest(
            method: "POST",
            path: "/2015-03-31/functions/\(name)/invocations",
            query: "Qualifier=%24LATEST",
            headers: [("host", "lambda.us-east-1.amazonaws.com"), ("x-amz-invocation-type", "Event")],
            payload: .bytes(Array("{}".utf8))
        )
        let signed = Known.signer("lambda", "us-east-1").sign(request, with: Known.temporary, at: Known.time)
        #expect(signed.signature == "b00fd91d7969ec8542f2ed85e20f66d196a31fe6da80764fdb2b4ae936a9345e")
        #expect(signed.canonicalRequest.contains("/arn%253Aaws%253Alambda"))
        #expect(signed.headers.value("x-amz-content-sha256") == nil)
    }

    @Test func fieldsThatProxiesChangeAreSentButNotSigned() {
        let request = SigningRequest(
            method: "POST",
            headers: [
                ("Host", "dynamodb.us-east-1.amazonaws.com"), ("Content-Type", "application/x-amz-json-1.0"),
                ("X-Amz-Target", "DynamoDB_20120810.ListTables"), ("User-Agent", "x"), ("Connection", "close"),
            ],
            payload: .bytes(Array("{}".utf8))
        )
        let signed = Known.signer("dynamodb", "us-east-1").sign(request, with: Known.keys, at: Known.time)
        #expect(signed.signature == "bf9bb909ed578b2652e504756951f0f0807ad928918e60c6a0c476299127b393")
        #expect(signed.headers.value("User-Agent") == "x" && signed.headers.value("Connection") == "close")
    }

    @Test func aSignedRequestCanBeSignedAgain() {
        let signer = Known.signer("s3", "eu-central-1", .s3)
        let first = signer.sign(
            SigningRequest(method: "GET", headers: [("host", "h")]),
            with: Known.temporary,
            at: SigningTime(epochSeconds: 0)
        )
        let again = signer.sign(
            SigningRequest(method: "GET", headers: first.headers),
            with: Known.temporary,
            at: Known.time
        )
        let fresh = signer.sign(
            SigningRequest(method: "GET", headers: [("host", "h")]),
            with: Known.temporary,
            at: Known.time
        )
        #expect(again.authorization == fresh.authorization && again.authorization != first.authorization)
        #expect(again.headers.map(\.name).sorted() == fresh.headers.map(\.name).sorted())
    }
}
