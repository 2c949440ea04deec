/// The operations of DynamoDB that load tests need. Each is one call; what the caller does to retry is its own affair, and
/// what DynamoDB leaves undone (`UnprocessedItems`, `LastEvaluatedKey`) is in the answer.
///
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html
public struct DynamoDBClient: Sendable {
    private static let api = JSONProtocol(target: "DynamoDB_20120810", version: "1.0")
    private let caller: any AWSCaller

    /// A client that calls DynamoDB through `caller`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// Calls `operation` with an object of `fields`, and reads the object in the answer field by field; `field` must read
    /// or skip each value.
    func call(
        _ operation: String,
        maxAttempts: Int? = nil,
        _ fields: (inout JSONWriter) -> Void,
        reading field: (String, inout JSONReader) throws(JSONSyntaxError) -> Void = Self.ignore
    ) async throws {
        var json = JSONWriter()
        json.object(fields)
        var request = Self.api.request(operation, body: json.bytes)
        request.maxAttempts = maxAttempts
        let response = try await caller.call(request)
        do throws(JSONSyntaxError) {
            var reader = JSONReader(response.body)
            try reader.object(field)
            try reader.end()
        } catch {
            throw AWSError(
                operation: operation,
                code: "invalidResponse",
                message: "the answer is not the JSON that the operation documents: \(error)",
                status: response.status,
                requestId: response.header("x-amzn-requestid")
            )
        }
    }

    private static func ignore(_ name: String, _ json: inout JSONReader) throws(JSONSyntaxError) { try json.skip() }
}

/// What expressions refer to: names of attributes as `#name`, and values as `:value`. DynamoDB refuses a binding that no
/// expression uses, and the use of several hundred reserved words without one.
///
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ExpressionAttributeNames.html
public struct ExpressionBindings: Hashable, Sendable {
    /// Names by placeholder, such as `["#key": "timestamp"]`.
    public var names: [String: String]
    /// Values by placeholder, such as `[":now": .integer(1)]`.
    public var values: DynamoDBItem

    /// Creates bindings.
    public init(names: [String: String] = [:], values: DynamoDBItem = [:]) {
        self.names = names
        self.values = values
    }

    /// Writes both fields; an empty one is left out, as DynamoDB refuses it.
    func write(to json: inout JSONWriter) {
        if !names.isEmpty {
            json.name("ExpressionAttributeNames")
            json.object { json in
                for (placeholder, name) in names.sorted(by: { $0.key < $1.key }) { json.field(placeholder, name) }
            }
        }
        if !values.isEmpty { json.field("ExpressionAttributeValues", values) }
    }
}

extension JSONWriter {
    /// A field that is left out where there is nothing to say.
    mutating func field(_ name: String, optional text: String?) {
        if let text { field(name, text) }
    }
}
