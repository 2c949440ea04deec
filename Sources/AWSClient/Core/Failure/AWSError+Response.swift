internal import AWSSigning

extension AWSError {
    /// Bytes of a body that are kept.
    static let keptBody = 64 * 1024
    /// Characters of a message that are kept.
    static let keptMessage = 2000

    /// The error that an answer tells, without the secrets that a service may repeat in it.
    /// - Parameter credentials: What the request was signed with.
    init(_ response: TransportResponse, to operation: String, endpoint: Endpoint, credentials: Credentials?) {
        let document = ErrorDocument(response)
        let unknown = "\(endpoint) answered with status \(response.status) and no error that AWS documents"
        let text = document.message.map { $0.isEmpty ? "(no message)" : $0 }
        let message = text ?? (document.code == nil ? unknown : "(no message)")
        self.init(
            operation: operation,
            code: document.code ?? "http\(response.status)",
            message: String(Self.redacted(message, credentials).prefix(Self.keptMessage)),
            status: response.status,
            requestId: document.requestId,
            body: Self.kept(response.body, code: document.code, credentials)
        )
    }

    private static func redacted(_ text: String, _ credentials: Credentials?) -> String {
        secrets(credentials).reduce(text) { $0.replacing($1, with: "***") }
    }

    /// The body where it is small and repeats no secret. An answer about a wrong signature repeats the request as it was
    /// signed, session token included.
    private static func kept(_ body: [UInt8], code: String?, _ credentials: Credentials?) -> [UInt8] {
        let isAboutSignature = code.map { $0.contains("Signature") } ?? false
        guard body.count <= keptBody, !isAboutSignature,
            !secrets(credentials).contains(where: { body.contains(Array($0.utf8)) })
        else { return [] }
        return body
    }

    private static func secrets(_ credentials: Credentials?) -> [String] {
        [credentials?.secretAccessKey, credentials?.sessionToken].compactMap { $0 }.filter { !$0.isEmpty }
    }
}
