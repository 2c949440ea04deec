import Testing

@testable import AWSClient

@Suite struct AWSErrorResponseTests {
    @Test func codeMessageStatusAndRequestIdAreTold() throws {
        let body = #"{"__type":"X","message":"m","CancellationReasons":[]}"#
        let error = try error(400, body, headers: [HTTPField("x-amzn-requestid", "r")])
        #expect(
            error
                == AWSError(
                    operation: "Op",
                    code: "X",
                    message: "m",
                    status: 400,
                    requestId: "r",
                    body: Array(body.utf8)
                )
        )
    }

    @Test func anAnswerThatIsNotOfAWSNamesTheEndpoint() throws {
        let error = try error(502, "<html>Bad gateway</html>")
        #expect(error.code == "http502" && error.status == 502)
        #expect(error.message.contains("https://h.example") && error.message.contains("502"))
    }

    @Test(arguments: [("X", ""), ("X", nil)])
    func aMissingMessageIsNotInvented(code: String, message: String?) throws {
        let body = message.map { #"{"__type":"\#(code)","message":"\#($0)"}"# } ?? #"{"__type":"\#(code)"}"#
        #expect(try error(400, body).message == "(no message)")
    }

    /// DynamoDB and SQS repeat the canonical request of a refused signature, S3 in elements of its own.
    @Test(arguments: [
        #"{"__type":"InvalidSignatureException","message":"should have been\n'x-amz-security-token:IQoJb3Jp/Z2lu+X2Vj=='"}"#,
        #"{"__type":"InvalidSignatureException","message":"should have been 'IQoJb3Jp\/Z2lu+X2Vj==' wJalrXUtnFEMI\/K7MDENG"}"#,
        "<Error><Code>SignatureDoesNotMatch</Code><Message>m</Message><CanonicalRequest>IQoJb3Jp/Z2lu+X2Vj==</CanonicalRequest></Error>",
        "<Error><Code>InvalidToken</Code><Message>m</Message><Token-0>IQoJb3Jp/Z2lu+X2Vj==</Token-0></Error>",
    ])
    func noSecretIsRepeated(body: String) throws {
        let error = try error(403, body)
        let shown = "\(error) \(error.message) " + String(decoding: error.body, as: UTF8.self)
        #expect(!shown.contains("Z2lu+X2Vj") && !shown.contains("K7MDENG"))
        #expect(error.body.isEmpty)
    }

    @Test func bodiesAndMessagesAreBounded() throws {
        let long = String(repeating: "x", count: AWSError.keptBody)
        let error = try error(400, #"{"__type":"X","message":"\#(long)"}"#)
        #expect(error.body.isEmpty && error.message.count == AWSError.keptMessage)
        let code = try self.error(400, #"{"__type":"\#(long)"}"#).code
        #expect(code.count == 128)
    }

    private func error(_ status: Int, _ body: String, headers: [HTTPField] = []) throws -> AWSError {
        AWSError(
            TransportResponse(status: status, headers: headers, body: Array(body.utf8)),
            to: "Op",
            endpoint: try #require(Endpoint("https://h.example")),
            credentials: Keys.temporary
        )
    }
}
