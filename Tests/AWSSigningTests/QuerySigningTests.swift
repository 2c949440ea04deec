import AWSSigning
import Testing

/// Signatures by query, against literals that botocore 1.43.11 made from the same input (its `SigV4QueryAuth` and
/// `S3SigV4QueryAuth`, with the clock set).
@Suite struct QuerySigningTests {
    @Test func s3SignsAnObjectsURL() {
        let request = SigningRequest(
            method: "GET",
            path: "/bucket/a//b/../c%20d",
            query: "response-content-type=text%2Fplain&versionId=1",
            headers: [("host", "s3.eu-central-1.amazonaws.com")]
        )
        let signed = Known.signer("s3", "eu-central-1", .s3)
            .presign(request, with: Known.temporary, at: Known.time, lifetime: 900)
        let expected =
            "response-content-type=text%2Fplain&versionId=1&X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20260228%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20260228T235959Z"
            + "&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=IQoJb3JpZ2luX2VjE%2B%2Ftoken%3D%3D"
            + "&X-Amz-Signature=7531321a01297016bb17f03ac28072f01eca254bb9fd595db59737ed72a1ca62"
        #expect(signed.query == expected)
        #expect(signed.canonicalRequest.hasSuffix("\nUNSIGNED-PAYLOAD"))
    }

    @Test func aSignedHeaderFieldIsNamed() {
        let request = SigningRequest(
            method: "PUT",
            path: "/bucket/key",
            headers: [("Content-Type", "application/json"), ("Host", "s3.eu-central-1.amazonaws.com")]
        )
        let signed = Known.signer("s3", "eu-central-1", .s3)
            .presign(request, with: Known.keys, at: Known.time, lifetime: SigV4.longestLifetime)
        #expect(signed.signature == "41bd0bc5846199485f63390d10a4aa67f255538187ccdc13a716b41e86534e67")
        #expect(signed.query.contains("&X-Amz-SignedHeaders=content-type%3Bhost&"))
        #expect(signed.query.hasSuffix("&X-Amz-Signature=" + signed.signature))
        #expect(!signed.query.contains("Security-Token"))
    }

    @Test func otherServicesSignTheHashOfTheContent() {
        let request = SigningRequest(
            method: "GET",
            query: "Action=GetCallerIdentity&Version=2011-06-15",
            headers: [("host", "sts.eu-west-1.amazonaws.com")]
        )
        let signed = Known.signer("sts", "eu-west-1")
            .presign(request, with: Known.temporary, at: Known.time, lifetime: 60)
        #expect(signed.signature == "46106f4361e6918f34a341500e060e537803a71bfd4a791e1ae4092cbf2d4409")
        #expect(signed.canonicalRequest.hasSuffix("\n" + Known.hashOfNothing))
    }

    @Test(arguments: [(0, "1"), (-5, "1"), (900, "900"), (604_801, "604800")])
    func theLifetimeStaysWithinWhatAWSAdmits(asked: Int, signed: String) {
        let request = SigningRequest(method: "GET", headers: [("host", "h")])
        let query = Known.signer("s3", "eu-west-1", .s3)
            .presign(request, with: Known.keys, at: Known.time, lifetime: asked).query
        #expect(query.contains("&X-Amz-Expires=\(signed)&"))
    }
}
