internal import FoundationEssentials

/// What the answer of a failed operation says: code, message and request id, as far as it says them. Reads the JSON
/// and XML protocols of AWS alike, told apart by the content's first character.
struct ErrorDocument: Hashable, Sendable {
    var code: String?
    var message: String?
    var requestId: String?

    /// Reads an answer.
    init(_ response: TransportResponse) {
        let content = response.body.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        switch content.first {
        case UInt8(ascii: "{"): readJSON(response.body)
        case UInt8(ascii: "<"), 0xEF: readXML(response.body)
        default: break
        }
        // The header's code is the shape's name; `x-amzn-query-error` has an older name of the same error.
        let older = response.header("x-amzn-query-error")?.split(separator: ";").first.map { String($0) }
        code = Self.shapeName(response.header("x-amzn-errortype")) ?? code ?? Self.shapeName(older)
        for name in ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"] where requestId == nil {
            requestId = response.header(name)
        }
    }

    /// `com.amazonaws.sqs#QueueDoesNotExist:http://…` → `QueueDoesNotExist`.
    private static func shapeName(_ text: String?) -> String? {
        guard let name = text?.split(separator: ":").first?.split(separator: "#").last, !name.isEmpty else {
            return nil
        }
        return String(name.prefix(128))
    }

    private mutating func readJSON(_ body: [UInt8]) {
        guard let fields = try? JSONDecoder().decode(JSONFields.self, from: Data(body)) else { return }
        code = Self.shapeName(fields.type ?? fields.code)
        message = fields.message
    }

    /// S3 answers `Error`, the query protocol `ErrorResponse/Error`, EC2 `Response/Errors/Error`.
    private mutating func readXML(_ body: [UInt8]) {
        guard let leaves = XMLLeaves(body) else { return }
        for root in ["Error", "ErrorResponse/Error", "Response/Errors/Error"] where code == nil {
            code = Self.shapeName(leaves["\(root)/Code"])
            message = leaves["\(root)/Message"]
        }
        requestId = leaves["Error/RequestId"] ?? leaves["ErrorResponse/RequestId"] ?? leaves["Response/RequestID"]
    }
}

/// The fields of a JSON error that hold text, in the spellings that services use; one of another type is passed over.
private struct JSONFields: Decodable {
    let type: String?
    let code: String?
    let message: String?

    private enum Key: String, CodingKey {
        case type = "__type"
        case code
        case capitalCode = "Code"
        case message
        case capitalMessage = "Message"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func text(_ keys: Key...) -> String? {
            keys.lazy.compactMap { try? fields.decode(String.self, forKey: $0) }.first
        }
        type = text(.type)
        code = text(.code, .capitalCode)
        message = text(.message, .capitalMessage)
    }
}
