/// AWS's query protocol and EC2's variant of it: one POST of a form per operation, answered in XML.
///
/// Sources: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html,
/// https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
struct QueryProtocol: Sendable {
    /// The version of the service's API, such as `2010-05-15`.
    let version: String

    /// The request of an operation.
    func request(_ operation: String, _ form: QueryForm) -> AWSRequest {
        AWSRequest(
            operation: operation,
            headers: [HTTPField("content-type", FormBody.contentType)],
            body: FormBody.encode([("Action", operation), ("Version", version)] + form.fields)
        )
    }

    /// The root element of an answer.
    /// - Throws: ``AWSError`` with code `invalidResponse`.
    static func document(_ response: AWSResponse, of operation: String) throws(AWSError) -> XMLElement {
        guard let root = XMLElement(response.body) else {
            throw .invalidResponse(operation, response, "the answer is no well-formed XML")
        }
        return root
    }

    /// The element `OperationResult` within `OperationResponse`.
    /// - Throws: ``AWSError`` with code `invalidResponse`.
    static func result(_ response: AWSResponse, of operation: String) throws(AWSError) -> XMLElement {
        let root = try document(response, of: operation)
        guard root.name == "\(operation)Response", let result = root["\(operation)Result"] else {
            throw .invalidResponse(operation, response, "the answer holds no \(operation)Result")
        }
        return result
    }
}

/// Fields of a form, with the numbered names in which lists are flattened.
struct QueryForm: Sendable {
    private(set) var fields: [(name: String, value: String)] = []

    /// Adds a field; none where there is no value.
    mutating func set(_ name: String, _ value: String?) {
        if let value { fields.append((name, value)) }
    }

    /// Adds a list: `Name.member.1`, `Name.member.2`; EC2 leaves `member` out.
    mutating func set(_ name: String, list: [String], member: String = ".member") {
        for (index, value) in list.enumerated() { fields.append(("\(name)\(member).\(index + 1)", value)) }
    }
}

extension AWSError {
    /// An answer of success that is not what the operation documents.
    static func invalidResponse(_ operation: String, _ response: AWSResponse, _ problem: String) -> AWSError {
        AWSError(
            operation: operation,
            code: "invalidResponse",
            message: problem,
            status: response.status,
            requestId: response.header("x-amzn-requestid") ?? response.header("x-amz-request-id")
        )
    }
}
