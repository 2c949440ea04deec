/// Signature Version 4 for one service in one region.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
public struct SigV4: Hashable, Sendable {
    static let algorithm = "AWS4-HMAC-SHA256"

    /// Region of the scope, such as `eu-central-1`.
    public let region: String
    /// Signing name of the service, such as `dynamodb`.
    public let service: String
    /// What the service wants.
    public let options: SigningOptions

    /// Creates a signer.
    public init(region: String, service: String, options: SigningOptions = .standard) {
        self.region = region
        self.service = service
        self.options = options
    }

    /// Signs by header. Earlier `authorization` and `x-amz-date` fields are replaced, so that a request can be signed
    /// anew for another attempt; a token in `credentials` replaces an earlier one.
    /// - Parameter key: The key of these credentials for that day, where it was derived before.
    public func sign(
        _ request: SigningRequest,
        with credentials: Credentials,
        at time: SigningTime,
        key: SigningKey? = nil
    ) -> SignedRequest {
        var request = request
        request.remove("authorization")
        request.replace("x-amz-date", by: time.stamp)
        if let token = credentials.sessionToken {
            request.remove("x-amz-security-token")
            if options.signsSessionToken { request.headers.append(("x-amz-security-token", token)) }
        }
        let hash = request.payload.hash
        if options.sendsPayloadHash || request.payload == .unsigned {
            request.replace("x-amz-content-sha256", by: hash)
        }
        let headers = CanonicalHeaders(request.headers)
        let canonical = canonicalRequest(request, headers: headers, hash: hash)
        let text = stringToSign(canonical, at: time)
        let signature = signature(of: text, with: key ?? self.key(of: credentials, at: time))
        let authorization =
            "\(Self.algorithm) Credential=\(credentials.accessKeyId)/\(scope(time)), "
            + "SignedHeaders=\(headers.names), Signature=\(signature)"

        request.headers.append(("authorization", authorization))
        if let token = credentials.sessionToken, !options.signsSessionToken {
            request.headers.append(("x-amz-security-token", token))
        }
        return SignedRequest(
            headers: request.headers,
            canonicalRequest: canonical,
            stringToSign: text,
            signature: signature,
            authorization: authorization
        )
    }

    func canonicalRequest(_ request: SigningRequest, headers: CanonicalHeaders, hash: String) -> String {
        [
            request.method.uppercased(),
            CanonicalPath.text(request.path, normalized: options.normalizesPath),
            CanonicalQuery.text(request.query),
            headers.lines,
            headers.names,
            hash,
        ].joined(separator: "\n")
    }

    func stringToSign(_ canonicalRequest: String, at time: SigningTime) -> String {
        [Self.algorithm, time.stamp, scope(time), Digest.sha256(Array(canonicalRequest.utf8))].joined(separator: "\n")
    }

    func scope(_ time: SigningTime) -> String {
        "\(time.day)/\(region)/\(service)/aws4_request"
    }

    func signature(of text: String, with key: SigningKey) -> String {
        Digest.hexadecimal(Digest.hmac(text, key: key.bytes))
    }
}

extension SigningRequest {
    fileprivate mutating func remove(_ name: String) {
        headers.removeAll { $0.name.lowercased() == name }
    }

    fileprivate mutating func replace(_ name: String, by value: String) {
        remove(name)
        headers.append((name, value))
    }
}
