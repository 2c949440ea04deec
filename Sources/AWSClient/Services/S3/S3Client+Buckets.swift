extension S3Client {
    /// What a look at a bucket says.
    public enum BucketState: Hashable, Sendable {
        /// It is there, and the account's.
        case present
        /// There is none of the name.
        case absent
        /// It is another account's, or the caller may not look.
        case refused
    }

    /// Looks at a bucket.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func state(of bucket: String) async throws -> BucketState {
        do {
            _ = try await caller.call(request("HeadBucket", "HEAD", bucket))
            return .present
        } catch let error as AWSError where error.status == 404 {
            return .absent
        } catch let error as AWSError where error.status == 403 {
            return .refused
        }
    }

    /// Makes a bucket. One that the account has already is no error.
    /// - Parameter region: The region that the caller addresses.
    /// - Throws: ``AWSError``, `BucketAlreadyExists` for another's; `CancellationError`.
    public func createBucket(_ bucket: String, region: String) async throws {
        // The operation has no owner to expect.
        var create = request("CreateBucket", "PUT", bucket)
        create.headers = []
        if region != "us-east-1" {
            create.headers = [HTTPField("content-type", "application/xml")]
            create.body = Array(
                """
                <CreateBucketConfiguration xmlns="\(Self.namespace)"><LocationConstraint>\(region)\
                </LocationConstraint></CreateBucketConfiguration>
                """.utf8
            )
        }
        do {
            _ = try await caller.call(create)
        } catch let error as AWSError where error.code == "BucketAlreadyOwnedByYou" {}
    }

    /// Has objects encrypted by keys of S3's own where a request names no other.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func encrypt(_ bucket: String) async throws {
        let rule =
            "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
            + "</ApplyServerSideEncryptionByDefault>"
        try await set(
            "PutBucketEncryption",
            "encryption",
            of: bucket,
            xml: "<ServerSideEncryptionConfiguration xmlns=\"\(Self.namespace)\"><Rule>\(rule)</Rule>"
                + "</ServerSideEncryptionConfiguration>"
        )
    }

    /// Refuses and ignores whatever would make the bucket public.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func blockPublicAccess(to bucket: String) async throws {
        let flags = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
            .map { "<\($0)>true</\($0)>" }
        try await set(
            "PutPublicAccessBlock",
            "publicAccessBlock",
            of: bucket,
            xml: "<PublicAccessBlockConfiguration xmlns=\"\(Self.namespace)\">\(flags.joined())"
                + "</PublicAccessBlockConfiguration>"
        )
    }

    /// Gives the bucket a policy, JSON.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func setPolicy(_ policy: String, of bucket: String) async throws {
        try await set("PutBucketPolicy", "policy", of: bucket, body: policy, contentType: "application/json")
    }

    /// Deletes a bucket, which must be empty. One that is not there is no error.
    /// - Throws: ``AWSError``, `BucketNotEmpty` among others; `CancellationError`.
    public func deleteBucket(_ bucket: String) async throws {
        do {
            _ = try await caller.call(request("DeleteBucket", "DELETE", bucket))
        } catch let error as AWSError where error.code == "NoSuchBucket" {}
    }

    private static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

    private func set(_ operation: String, _ aspect: String, of bucket: String, xml: String) async throws {
        try await set(operation, aspect, of: bucket, body: xml, contentType: "application/xml")
    }

    private func set(
        _ operation: String,
        _ aspect: String,
        of bucket: String,
        body: String,
        contentType: String
    ) async throws {
        var put = request(operation, "PUT", bucket)
        put.query = [HTTPField(aspect, "")]
        put.body = Array(body.utf8)
        put.headers += [
            HTTPField("content-type", contentType), HTTPField("x-amz-sdk-checksum-algorithm", "CRC32"),
            HTTPField("x-amz-checksum-crc32", CRC32.header(put.body)),
        ]
        _ = try await caller.call(put)
    }
}
