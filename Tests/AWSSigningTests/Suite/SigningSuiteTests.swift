import AWSSigning
import Testing

/// AWS's own vectors, as botocore carries them.
@Suite(.enabled(if: SigningSuite.folder != nil, "LOADTESTER_SUITES is not set"))
struct SigningSuiteTests {
    /// The keys, the time, the region and the service of every case.
    static let credentials = Credentials(
        accessKeyId: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )
    static let time = SigningTime(epochSeconds: 1_440_938_160)

    @Test(arguments: SigningSuite.vectors)
    func aRequestIsSignedAsTheSuiteSays(vector: SigningVector) throws {
        var credentials = Self.credentials
        credentials.sessionToken = vector.sessionToken
        let signer = SigV4(
            region: "us-east-1",
            service: "service",
            options: SigningOptions(signsSessionToken: vector.signsSessionToken)
        )
        let signed = signer.sign(vector.request, with: credentials, at: Self.time)
        #expect(signed.canonicalRequest == vector.canonicalRequest)
        #expect(signed.stringToSign == vector.stringToSign)
        #expect(signed.authorization == vector.authorization)

        // What goes out carries the token, signed or not, and the signature once.
        let tokens = signed.headers.filter { $0.name.lowercased() == "x-amz-security-token" }.map(\.value)
        #expect(tokens.count <= 1 && (vector.sessionToken == nil || tokens == [vector.sessionToken]))
        #expect(signed.headers.count { $0.name == "authorization" } == 1)
    }

    @Test func theSuiteIsWhole() {
        #expect(SigningSuite.vectors.count >= 34)
        #expect(SigningSuite.vectors.allSatisfy { $0.authorization.hasPrefix("AWS4-HMAC-SHA256 ") })
    }
}
