import AWSClient
import Testing

/// Requests, byte for byte. They were held against botocore's model of the service.
struct RequestTests {
    private let names = ["#id": "testId", "#key": "timestamp"]
    private let key: DynamoDBItem = ["testId": .string("a"), "timestamp": .number("1")]

    @Test func `PutItem`() async throws {
        let caller = RecordingCaller(.success("{}"), .success("{}"))
        let client = DynamoDBClient(caller)
        try await client.putItem(PutItemInput(table: "Table", item: key))
        try await client.putItem(
            PutItemInput(
                table: "Table",
                item: key,
                condition: "attribute_not_exists(#id) OR #key < :now",
                bindings: ExpressionBindings(names: names, values: [":now": .integer(2)]),
                returnsItemOnConditionFailure: true
            )
        )
        let item = #"{"testId":{"S":"a"},"timestamp":{"N":"1"}}"#
        #expect(
            caller.bodies == [
                #"{"TableName":"Table","Item":\#(item)}"#,
                #"{"TableName":"Table","Item":\#(item),"ConditionExpression":"attribute_not_exists(#id) OR #key < :now","#
                    + ##""ExpressionAttributeNames":{"#id":"testId","#key":"timestamp"},"##
                    + #""ExpressionAttributeValues":{":now":{"N":"2"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}"#,
            ]
        )
        let request = try #require(caller.requests.first)
        #expect(request.operation == "PutItem" && request.method == "POST" && request.path == "/")
        #expect(
            Set(request.headers) == [
                HTTPField("content-type", "application/x-amz-json-1.0"),
                HTTPField("x-amz-target", "DynamoDB_20120810.PutItem"),
            ]
        )
    }

    @Test func `GetItem`() async throws {
        let caller = RecordingCaller(.success("{}"), .success(#"{"Item":{"a":{"S":"b"}}}"#))
        let client = DynamoDBClient(caller)
        #expect(try await client.getItem(GetItemInput(table: "Table", key: key)) == nil)
        let input = GetItemInput(
            table: "Table",
            key: key,
            isConsistent: true,
            projection: "#id",
            names: ["#id": "testId"]
        )
        #expect(try await client.getItem(input) == ["a": .string("b")])
        let item = #"{"testId":{"S":"a"},"timestamp":{"N":"1"}}"#
        #expect(
            caller.bodies == [
                #"{"TableName":"Table","Key":\#(item)}"#,
                #"{"TableName":"Table","Key":\#(item),"ConsistentRead":true,"ProjectionExpression":"#
                    + ##""#id","ExpressionAttributeNames":{"#id":"testId"}}"##,
            ]
        )
    }

    @Test func `UpdateItem`() async throws {
        let caller = RecordingCaller(.success("{}"), .success(#"{"Attributes":{"a":{"N":"2"}}}"#))
        let client = DynamoDBClient(caller)
        let plain = UpdateItemInput(table: "Table", key: key, update: "REMOVE a")
        #expect(try await client.updateItem(plain) == [:])
        let input = UpdateItemInput(
            table: "Table",
            key: key,
            update: "SET a = :a",
            condition: "attribute_exists(#id)",
            bindings: ExpressionBindings(names: ["#id": "testId"], values: [":a": .integer(2)]),
            returnValues: .allNew,
            returnsItemOnConditionFailure: true
        )
        #expect(try await client.updateItem(input) == ["a": .number("2")])
        let item = #"{"testId":{"S":"a"},"timestamp":{"N":"1"}}"#
        #expect(
            caller.bodies == [
                #"{"TableName":"Table","Key":\#(item),"UpdateExpression":"REMOVE a"}"#,
                #"{"TableName":"Table","Key":\#(item),"UpdateExpression":"SET a = :a","ConditionExpression":"#
                    + ##""attribute_exists(#id)","ExpressionAttributeNames":{"#id":"testId"},"##
                    + #""ExpressionAttributeValues":{":a":{"N":"2"}},"ReturnValues":"ALL_NEW","#
                    + #""ReturnValuesOnConditionCheckFailure":"ALL_OLD"}"#,
            ]
        )
    }

    @Test func `Query`() async throws {
        let caller = RecordingCaller(
            .success(
                #"{"Count":1,"Items":[{"a":{"S":"b"}}],"ScannedCount":1,"LastEvaluatedKey":{"testId":{"S":"a"}}}"#
            ),
            .success(#"{"Items":[]}"#)
        )
        let client = DynamoDBClient(caller)
        var query = QueryInput(
            table: "Table",
            keyCondition: "#id = :id",
            bindings: ExpressionBindings(names: ["#id": "testId"], values: [":id": .string("a")])
        )
        let page = try await client.query(query)
        #expect(page.items == [["a": .string("b")]])
        query.filter = "b > :id"
        query.projection = "a"
        query.isAscending = false
        query.isConsistent = true
        query.limit = 0
        query.exclusiveStartKey = page.lastEvaluatedKey
        #expect(try await client.query(query).lastEvaluatedKey == nil)
        let condition = ##""KeyConditionExpression":"#id = :id""##
        let bindings =
            ##""ExpressionAttributeNames":{"#id":"testId"},"ExpressionAttributeValues":{":id":{"S":"a"}}"##
        #expect(
            caller.bodies == [
                #"{"TableName":"Table",\#(condition),\#(bindings)}"#,
                #"{"TableName":"Table",\#(condition),"FilterExpression":"b > :id","ProjectionExpression":"a",\#(bindings),"#
                    + #""ScanIndexForward":false,"ConsistentRead":true,"Limit":1,"ExclusiveStartKey":{"testId":{"S":"a"}}}"#,
            ]
        )
    }

    @Test func `BatchWriteItem`() async throws {
        let left = #"{"UnprocessedItems":{"Table":[{"PutRequest":{"Item":{"a":{"B":"AAE="}}}}]}}"#
        let caller = RecordingCaller(.success(left), .success(#"{"UnprocessedItems":{}}"#))
        let client = DynamoDBClient(caller)
        let items: [DynamoDBItem] = [["a": .binary([0, 1])], key]
        #expect(try await client.batchWriteItem(items, to: "Table") == [["a": .binary([0, 1])]])
        #expect(try await client.batchWriteItem(items, to: "Table", maxAttempts: 1).isEmpty)
        #expect(
            caller.bodies[0] == #"{"RequestItems":{"Table":[{"PutRequest":{"Item":{"a":{"B":"AAE="}}}},"#
                + #"{"PutRequest":{"Item":{"testId":{"S":"a"},"timestamp":{"N":"1"}}}}]}}"#
        )
        #expect(caller.requests.map(\.maxAttempts) == [nil, 1])
    }

    @Test func `BatchGetItem`() async throws {
        let caller = RecordingCaller(
            .success(
                #"{"Responses":{"Table":[{"a":{"S":"b"}}]},"UnprocessedKeys":{"Table":{"Keys":[{"k":{"N":"1"}}]}}}"#
            ),
            .success(#"{"Responses":{},"UnprocessedKeys":{}}"#)
        )
        let client = DynamoDBClient(caller)
        let page = try await client.batchGetItem([key], from: "Table", isConsistent: true)
        #expect(page.items == [["a": .string("b")]])
        #expect(page.unprocessedKeys == [["k": .number("1")]])
        #expect(try await client.batchGetItem([key], from: "Table").items.isEmpty)
        #expect(
            caller.bodies[0] == #"{"RequestItems":{"Table":{"Keys":[{"testId":{"S":"a"},"timestamp":{"N":"1"}}],"#
                + #""ConsistentRead":true}}}"#
        )
    }
}
