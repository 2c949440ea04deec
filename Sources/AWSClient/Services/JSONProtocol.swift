internal import FoundationEssentials

/// AWS JSON protocol 1.0 and 1.1: one POST per operation, named by the `X-Amz-Target` header.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
struct JSONProtocol: Sendable {
    /// What precedes the operation in `X-Amz-Target`, such as `DynamoDB_20120810`.
    let target: String
    /// `1.0` or `1.1`.
    let version: String

    /// The request of an operation with `input` as its content.
    func request(_ operation: String, input: some Encodable) throws -> AWSRequest {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return request(operation, body: [UInt8](try encoder.encode(input)))
    }

    /// The request of an operation with `body` as its content.
    func request(_ operation: String, body: [UInt8]) -> AWSRequest {
        AWSRequest(
            operation: operation,
            headers: [
                HTTPField("content-type", "application/x-amz-json-\(version)"),
                HTTPField("x-amz-target", "\(target).\(operation)"),
            ],
            body: body
        )
    }

    /// Reads the content of an answer.
    /// - Throws: ``AWSError`` with code `invalidResponse`.
    static func decode<Output: Decodable>(
        _ type: Output.Type,
        from response: AWSResponse,
        of operation: String
    ) throws(AWSError) -> Output {
        do {
            return try JSONDecoder().decode(type, from: Data(response.body))
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
}
