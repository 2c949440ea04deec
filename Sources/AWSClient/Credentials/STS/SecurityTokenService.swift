/// The two operations of AWS STS that give keys for a role.
///
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
struct SecurityTokenService: Sendable {
    /// Calls STS, with a signature for ``assume(_:)`` and without one for ``assume(_:webIdentityToken:)``.
    let caller: any AWSCaller

    /// `AssumeRole`: the role for the keys that sign.
    /// - Throws: ``AWSError`` with the code of STS, or `invalidResponse`; `CancellationError`.
    func assume(_ role: RoleRequest) async throws -> IssuedCredentials {
        try await call("AssumeRole", role: role, fields: role.fields(operation: "AssumeRole"))
    }

    /// `AssumeRoleWithWebIdentity`: the role for a token of an identity provider. STS knows no external id here.
    /// - Throws: As ``assume(_:)``; `invalidConfiguration` where the token is empty.
    func assume(_ role: RoleRequest, webIdentityToken token: String) async throws -> IssuedCredentials {
        let operation = "AssumeRoleWithWebIdentity"
        let token = String(token.trimming { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" })
        guard !token.isEmpty else {
            throw AWSError.configuration("\(role.place) has a web identity token file that is empty")
        }
        var anonymous = role
        anonymous.externalId = nil
        let fields = anonymous.fields(operation: operation) + [("WebIdentityToken", token)]
        return try await call(operation, role: role, fields: fields)
    }

    private func call(
        _ operation: String,
        role: RoleRequest,
        fields: [(name: String, value: String)]
    ) async throws -> IssuedCredentials {
        let request = AWSRequest(
            operation: operation,
            headers: [HTTPField("content-type", FormBody.contentType)],
            body: FormBody.encode(fields)
        )
        let response: AWSResponse
        do {
            response = try await caller.call(request)
        } catch let error as AWSError {
            throw Self.explained(error, role: role)
        }
        return try Self.keys(in: response, of: operation, place: role.place)
    }

    private static func keys(
        in response: AWSResponse,
        of operation: String,
        place: String
    ) throws(AWSError) -> IssuedCredentials {
        let leaves = XMLLeaves(response.body)
        let result = "\(operation)Response/\(operation)Result/Credentials/"
        guard let leaves, let accessKeyId = leaves[result + "AccessKeyId"],
            let secretAccessKey = leaves[result + "SecretAccessKey"], let token = leaves[result + "SessionToken"],
            let expiry = leaves[result + "Expiration"].flatMap(ISO8601Instant.epochMilliseconds)
        else {
            throw AWSError(
                operation: operation,
                code: "invalidResponse",
                message: "STS answered \(place) with something other than the XML document that it promises",
                status: response.status,
                requestId: response.header("x-amzn-requestid")
            )
        }
        return try IssuedCredentials(
            accessKeyId: accessKeyId,
            secretAccessKey: secretAccessKey,
            sessionToken: token,
            expiry: expiry,
            place: "STS, for \(place)"
        )
    }

    /// The error with what asked for the role, and without the content of the answer.
    private static func explained(_ error: AWSError, role: RoleRequest) -> AWSError {
        var explained = error
        explained.message = "\(role.place) asks for the role \(role.arn): \(explained.message)"
        explained.body = []
        return explained
    }
}

extension StringProtocol {
    /// The text without such characters at its ends.
    fileprivate func trimming(_ isSpace: (Character) -> Bool) -> SubSequence {
        let start = drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return start }
        return start[...last]
    }
}
