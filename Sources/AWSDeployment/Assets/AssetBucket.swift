internal import AWSClient
internal import ContainerImage

/// The bucket that code and large templates go through: one per account and region, made when it is needed.
///
/// Its name can be guessed, so somebody else may own it: every request names the account that must own it.
struct AssetBucket: Sendable {
    let name: String
    let s3: S3Client
    let services: DeploymentServices

    init(account: String, services: DeploymentServices) {
        name = Self.name(account: account, region: services.region)
        s3 = services.s3(of: account)
        self.services = services
    }

    /// `loadtester-assets-ACCOUNT-REGION`.
    static func name(account: String, region: String) -> String { "loadtester-assets-\(account)-\(region)" }

    /// Makes the bucket where there is none: encrypted, closed to the public, reached by TLS only.
    /// - Throws: ``DeployError`` `foreignBucket`; `AWSError`; `CancellationError`.
    func make(onEvent: (DeployEvent) -> Void) async throws {
        switch try await s3.state(of: name) {
        case .present: return
        case .refused: throw foreign
        case .absent: break
        }
        onEvent(.step("Making the bucket \(name) for code"))
        do {
            try await s3.createBucket(name, region: services.region)
        } catch let error as AWSError where error.code == "BucketAlreadyExists" {
            throw foreign
        }
        do {
            try await s3.encrypt(name)
            try await s3.blockPublicAccess(to: name)
            try await s3.setPolicy(Self.policy(for: name, region: services.region), of: name)
        } catch {
            // Half of it would be taken for all of it the next time.
            try? await s3.deleteBucket(name)
            throw error
        }
    }

    /// Writes an object where there is none of the key, which names the content.
    /// - Returns: Whether it was written.
    /// - Throws: `AWSError`; `CancellationError`.
    @discardableResult
    func upload(_ content: [UInt8], as key: String, contentType: String) async throws -> Bool {
        if try await s3.hasObject(key, in: name) { return false }
        try await s3.put(content, as: key, in: name, contentType: contentType)
        return true
    }

    /// Writes a template that is too large for a request.
    /// - Throws: `AWSError`; `CancellationError`.
    func template(_ text: String) async throws -> CloudFormationChangeSetInput.Template {
        let content = Array(text.utf8)
        let key = "templates/\(BlobDigest(of: content).hex).json"
        try await upload(content, as: key, contentType: "application/json")
        return .url(try services.url(of: key, in: name))
    }

    /// Deletes the bucket with all that is in it.
    /// - Returns: Whether there was one.
    /// - Throws: `AWSError`; `CancellationError`.
    func delete() async throws -> Bool {
        guard try await s3.state(of: name) == .present else { return false }
        for key in try await s3.keys(in: name) { try await s3.deleteObject(key, in: name) }
        try await s3.deleteBucket(name)
        return true
    }

    /// Refuses whatever does not come by TLS.
    static func policy(for bucket: String, region: String) -> String {
        let partition =
            region.hasPrefix("cn-") ? "aws-cn" : region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
        let arn = "arn:\(partition):s3:::\(bucket)"
        return
            #"{"Version":"2012-10-17","Statement":[{"Sid":"TLSOnly","Effect":"Deny","Principal":"*","Action":"s3:*","#
            + #""Resource":["\#(arn)","\#(arn)/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"#
    }

    private var foreign: DeployError {
        DeployError(
            .foreignBucket,
            "the bucket \(name) is not yours, or you may not look at it: you need s3:ListBucket on it. If another account "
                + "owns it, nothing was sent there; ask AWS support, or deploy with the cdk command"
        )
    }
}
