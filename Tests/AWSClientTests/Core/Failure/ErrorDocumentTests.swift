import Testing

@testable import AWSClient

@Suite struct ErrorDocumentTests {
    @Test(arguments: [
        (
            #"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"m"}"#,
            "ResourceNotFoundException"
        ),
        (#" {"__type":"InvalidParameterException","Message":"m"}"#, "InvalidParameterException"),
        (#"{"code":"Throttling","message":"m"}"#, "Throttling"),
        (#"{"Code":"Throttling","message":"m"}"#, "Throttling"),
        (#"{"__type":"a.b#FooError:http://internal.amazon.com/x/","message":"m"}"#, "FooError"),
        (#"{"__type":"X","code":404,"message":"m"}"#, "X"), (#"{"__type":"X","message":null,"Message":"m"}"#, "X"),
    ])
    func jsonServicesNameTheErrorInTheBody(body: String, code: String) {
        let document = document(body)
        #expect(document.code == code && document.message == "m")
    }

    @Test func theHeadersCodeWinsOverTheBodys() {
        let headers = [HTTPField("X-Amzn-ErrorType", "ResourceNotFoundException:http://internal.amazon.com/")]
        let document = document(#"{"code":"Other","Message":"Function not found"}"#, headers: headers)
        #expect(document.code == "ResourceNotFoundException" && document.message == "Function not found")
    }

    @Test func theOlderNameOfAnErrorServesWhereThereIsNoOther() {
        let headers = [HTTPField("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender")]
        #expect(document("", headers: headers).code == "AWS.SimpleQueueService.NonExistentQueue")
        let body = #"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"m"}"#
        #expect(document(body, headers: headers).code == "QueueDoesNotExist")
    }

    @Test(arguments: [
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>NoSuchKey</Code><Message>a &lt;b&gt;</Message><RequestId>r1</RequestId></Error>
        """,
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
        <Code>NoSuchKey</Code><Message>a &#60;b&#x3E;</Message></Error><RequestId>r1</RequestId></ErrorResponse>
        """,
        """
        <Response><Errors><Error><Code>NoSuchKey</Code><Message>a &lt;b></Message></Error></Errors>
        <RequestID>r1</RequestID></Response>
        """,
    ])
    func xmlServicesNestTheirErrors(body: String) {
        let document = document(body)
        #expect(document.code == "NoSuchKey" && document.message == "a <b>" && document.requestId == "r1")
    }

    @Test(arguments: ["x-amzn-RequestId", "x-amzn-request-id", "x-amz-request-id"])
    func theRequestIdMayBeInAHeader(name: String) {
        #expect(document("{}", headers: [HTTPField(name, "r2")]).requestId == "r2")
    }

    @Test(arguments: [
        "", " ", "{", "[]", "null", "{}", "<", "<html><body>Bad gateway</body>",
        "<!DOCTYPE x><Error><Code>A</Code></Error>",
        "Service Unavailable", #"{"__type":7}"#, #"{"__type":""}"#, "\u{0}",
    ])
    func whatIsNoDocumentTellsNothing(body: String) {
        #expect(document(body).code == nil)
    }

    private func document(_ body: String, headers: [HTTPField] = []) -> ErrorDocument {
        ErrorDocument(TransportResponse(status: 400, headers: headers, body: Array(body.utf8)))
    }
}
