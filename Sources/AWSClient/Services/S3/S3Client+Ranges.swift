extension S3Client {
    /// Reads an object part by part, so that memory does not grow with it.
    /// - Parameters:
    ///   - partBytes: Bytes asked for at a time.
    ///   - onPart: Takes the parts in order; what it throws ends the reading.
    /// - Returns: Bytes of the whole object.
    /// - Throws: ``AWSError``, `NoSuchKey` among others, `PreconditionFailed` where the object was replaced meanwhile; what
    ///   `onPart` throws; `CancellationError`.
    @discardableResult
    public func readObject(
        _ key: String,
        in bucket: String,
        partBytes: Int = 4 << 20,
        onPart: ([UInt8]) throws -> Void
    ) async throws -> Int {
        var offset = 0
        var version: String?
        while true {
            var get = request("GetObject", "GET", bucket, key: key)
            get.headers.append(HTTPField("range", "bytes=\(offset)-\(offset + max(1, partBytes) - 1)"))
            if let version { get.headers.append(HTTPField("if-match", version)) }
            let response: AWSResponse
            do {
                response = try await caller.call(get)
            } catch let error as AWSError where error.status == 416 && offset == 0 {
                // No range of an empty object can be satisfied.
                return 0
            }
            try onPart(response.body)
            offset += response.body.count
            version = version ?? response.header("etag")
            let total = response.header("content-range")?.split(separator: "/").last.flatMap { Int($0) }
            // Without a range in the answer it was the whole object.
            guard let total, offset < total, !response.body.isEmpty else { return offset }
        }
    }
}
