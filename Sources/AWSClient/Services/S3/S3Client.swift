internal import AWSSigning

/// Operations of Amazon S3, on buckets of one account: whoever else owns a bucket of the name, every request is refused
/// with 403, so that nothing is written into, or read from, a bucket that a stranger made first.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html
public struct S3Client: Sendable {
    let caller: any AWSCaller
    /// The account that owns the buckets; nil for no check.
    let owner: String?

    /// Operations by way of `caller`, which addresses and signs for `s3`.
    /// - Parameter owner: Account id, sent as `x-amz-expected-bucket-owner`.
    public init(_ caller: any AWSCaller, owner: String?) {
        self.caller = caller
        self.owner = owner
    }

    /// Whether an object is there.
    /// - Throws: ``AWSError``, with code `http403` where the bucket is another's; `CancellationError`.
    public func hasObject(_ key: String, in bucket: String) async throws -> Bool {
        do {
            _ = try await caller.call(request("HeadObject", "HEAD", bucket, key: key))
            return true
        } catch let error as AWSError where error.status == 404 {
            return false
        }
    }

    /// Writes an object, whole.
    /// - Parameter body: Up to 5 GB, all of it in memory.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func put(_ body: [UInt8], as key: String, in bucket: String, contentType: String) async throws {
        var put = request("PutObject", "PUT", bucket, key: key)
        put.headers.append(HTTPField("content-type", contentType))
        put.headers.append(HTTPField("x-amz-checksum-crc32", CRC32.header(body)))
        put.body = body
        put.timeout = .seconds(300)
        _ = try await caller.call(put)
    }

    /// An object, whole.
    /// - Throws: ``AWSError``, `NoSuchKey` among others; `CancellationError`.
    public func object(_ key: String, in bucket: String) async throws -> [UInt8] {
        try await caller.call(request("GetObject", "GET", bucket, key: key)).body
    }

    /// Deletes an object; one that is not there is no error.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func deleteObject(_ key: String, in bucket: String) async throws {
        _ = try await caller.call(request("DeleteObject", "DELETE", bucket, key: key))
    }

    /// Keys of all objects in a bucket that begin with `prefix`.
    /// - Throws: ``AWSError``, `NoSuchBucket` among others; `CancellationError`.
    public func keys(in bucket: String, prefix: String = "") async throws -> [String] {
        var found: [String] = []
        var next: String?
        repeat {
            var list = request("ListObjectsV2", "GET", bucket)
            list.query = [HTTPField("list-type", "2")]
            if !prefix.isEmpty { list.query.append(HTTPField("prefix", prefix)) }
            if let next { list.query.append(HTTPField("continuation-token", next)) }
            let response = try await caller.call(list)
            let page = try QueryProtocol.document(response, of: "ListObjectsV2")
            found += page.children.filter { $0.name == "Contents" }.compactMap { $0.text("Key") }
            next = page.text("IsTruncated") == "true" ? page.text("NextContinuationToken") : nil
        } while next != nil
        return found
    }

    func request(_ operation: String, _ method: String, _ bucket: String, key: String? = nil) -> AWSRequest {
        AWSRequest(
            operation: operation,
            method: method,
            path: "/\(PercentEncoding.encode(bucket))" + (key.map { "/" + PercentEncoding.encode(path: $0) } ?? ""),
            headers: owner.map { [HTTPField("x-amz-expected-bucket-owner", $0)] } ?? []
        )
    }
}
