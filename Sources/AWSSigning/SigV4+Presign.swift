extension SigV4 {
    /// The longest time for which AWS admits a presigned request: seven days, in seconds.
    public static let longestLifetime = 604_800

    /// Signs by query: the URL alone carries the signature, and is good for `lifetime` seconds (1 to
    /// ``longestLifetime``; others are brought within). S3 leaves the content unsigned.
    ///
    /// Whoever sends the request must send the header fields given here, and the content where it is signed.
    public func presign(
        _ request: SigningRequest,
        with credentials: Credentials,
        at time: SigningTime,
        lifetime: Int
    ) -> PresignedRequest {
        let headers = CanonicalHeaders(request.headers)
        var items = CanonicalQuery.items(request.query)
        items += [
            ("X-Amz-Algorithm", Self.algorithm),
            ("X-Amz-Credential", "\(credentials.accessKeyId)/\(scope(time))"),
            ("X-Amz-Date", time.stamp),
            ("X-Amz-Expires", String(min(max(lifetime, 1), Self.longestLifetime))),
            ("X-Amz-SignedHeaders", headers.names),
        ]
        let token = credentials.sessionToken.map { [(name: "X-Amz-Security-Token", value: $0)] } ?? []
        if options.signsSessionToken { items += token }

        var signed = request
        signed.query = PercentEncoding.query(items)
        // S3 wants the hash in a header of other requests, and no content under a signature here.
        let hash = options.sendsPayloadHash ? SigningRequest.Payload.unsigned.hash : request.payload.hash
        let canonical = canonicalRequest(signed, headers: headers, hash: hash)
        let text = stringToSign(canonical, at: time)
        let signature = signature(of: text, with: key(of: credentials, at: time))
        let last = [(name: "X-Amz-Signature", value: signature)] + (options.signsSessionToken ? [] : token)
        return PresignedRequest(
            query: signed.query + "&" + PercentEncoding.query(last),
            canonicalRequest: canonical,
            stringToSign: text,
            signature: signature
        )
    }
}
