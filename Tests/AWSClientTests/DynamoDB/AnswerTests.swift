import AWSClient
import Testing

struct AnswerTests {
    private func failure(_ code: String, status: Int?, _ body: String = "") -> AWSError {
        AWSError(operation: "PutItem", code: code, message: "", status: status, body: Array(body.utf8))
    }

    @Test func `a condition that failed carries the item as it stood`() {
        let code = "ConditionalCheckFailedException"
        let type = #""__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no""#
        let with = failure(code, status: 400, #"{\#(type),"Item":{"a":{"NS":["1","2"]},"b":{"NULL":true}}}"#)
        #expect(with.isConditionalCheckFailed)
        #expect(with.conditionalCheckItem == ["a": .numberSet(["1", "2"]), "b": .null])
        #expect(failure(code, status: 400, "{\(type)}").conditionalCheckItem == nil)
        #expect(failure(code, status: 400, "<html>").conditionalCheckItem == nil)
        #expect(failure("ValidationException", status: 400, #"{"Item":{}}"#).conditionalCheckItem == nil)
    }

    @Test(arguments: [
        ("ProvisionedThroughputExceededException", 400, true), ("ThrottlingException", 400, true),
        ("RequestLimitExceeded", 400, true), ("InternalServerError", 500, true), ("http503", 503, true),
        ("http429", 429, true), ("transport", nil, true), ("ValidationException", 400, false),
        ("ConditionalCheckFailedException", 400, false), ("ResourceNotFoundException", 400, false),
        ("AccessDeniedException", 400, false), ("noCredentials", nil, false), ("invalidResponse", 200, false),
    ])
    func `what may go better later`(code: String, status: Int?, isTransient: Bool) {
        #expect(failure(code, status: status).isTransientInDynamoDB == isTransient)
    }

    @Test(arguments: [
        "", "[]", "null", "{", #"{"Item":{"a":{}}}"#, #"{"Item":{"a":{"S":"b","N":"1"}}}"#,
        #"{"Item":{"a":{"X":"b"}}}"#,
        #"{"Item":{"a":{"N":"one"}}}"#, #"{"Item":{"a":{"N":1}}}"#, #"{"Item":{"a":{"B":"?"}}}"#,
        #"{"Item":{"a":{"NULL":false}}}"#, #"{"Item":{"a":{"BOOL":"true"}}}"#, #"{"Item":{}} {}"#, #"{"Item":{},}"#,
    ])
    func `an answer that is none is an error that says where`(body: String) async throws {
        let client = DynamoDBClient(RecordingCaller(.success(body)))
        let error = try await #require(throws: AWSError.self) {
            _ = try await client.getItem(GetItemInput(table: "Table", key: [:]))
        }
        #expect(error.code == "invalidResponse" && error.operation == "GetItem" && error.requestId == "R1")
        #expect(error.message.contains("at byte"))
    }

    @Test func `fields that this version does not know are passed over`() async throws {
        let body = #" { "ConsumedCapacity" : [ 1, -2.5e3, "x", null, true, { "a" : [ ] } ] , "Item" : { } } "#
        let client = DynamoDBClient(RecordingCaller(.success(body)))
        #expect(try await client.getItem(GetItemInput(table: "Table", key: [:])) == [:])
    }
}
