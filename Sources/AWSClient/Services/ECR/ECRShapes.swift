internal import FoundationEssentials

// Inputs and outputs of ``ECRClient``, with the names of ECR's service model (2015-09-21).

/// An image in a repository: by its digest, by a tag, or by both.
public struct ECRImageId: Hashable, Sendable, Codable {
    /// `sha256:…`.
    public var imageDigest: String?
    /// A tag.
    public var imageTag: String?

    /// Creates an id.
    public init(imageDigest: String? = nil, imageTag: String? = nil) {
        self.imageDigest = imageDigest
        self.imageTag = imageTag
    }
}

/// An image that was not deleted.
public struct ECRFailure: Hashable, Sendable, Decodable {
    /// Such as `ImageReferencedByManifestList`.
    public let failureCode: String?
    /// Why.
    public let failureReason: String?
    /// Which.
    public let imageId: ECRImageId?
}

/// A repository.
public struct ECRRepository: Hashable, Sendable, Decodable {
    /// ARN.
    public let repositoryArn: String
    /// Name.
    public let repositoryName: String
    /// Registry and name, without a scheme: what an image's reference begins with.
    public let repositoryUri: String
    /// `IMMUTABLE` where a tag can be given once only.
    public let imageTagMutability: String?
}

/// A login for a registry. Its description shows no password.
public struct ECRLogin: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// `AWS`.
    public let user: String
    /// A secret.
    public let password: String
    /// URL of the registry.
    public let registry: String

    init?(_ grant: TokenOutput.Grant) {
        guard let decoded = Data(base64Encoded: grant.authorizationToken),
            let text = String(validating: decoded, as: UTF8.self), let colon = text.firstIndex(of: ":")
        else { return nil }
        user = String(text[..<colon])
        password = String(text[text.index(after: colon)...])
        registry = grant.proxyEndpoint
    }

    /// `login AWS at https://…`.
    public var description: String { "login \(user) at \(registry)" }
    /// User and registry only.
    public var customMirror: Mirror { Mirror(self, children: ["user": user, "registry": registry]) }
}

struct NoInput: Encodable {}

struct TokenOutput: Decodable {
    struct Grant: Decodable {
        let authorizationToken: String
        let proxyEndpoint: String
    }

    let authorizationData: [Grant]
}

struct RepositoriesInput: Encodable {
    let repositoryNames: [String]
}

struct RepositoriesOutput: Decodable {
    let repositories: [ECRRepository]
}

struct ImagesInput: Encodable {
    let repositoryName: String
    let imageIds: [ECRImageId]
}

struct ImagesOutput: Decodable {
    struct Image: Decodable {
        let imageDigest: String?
    }

    let imageDetails: [Image]
}

struct ListInput: Encodable {
    let repositoryName: String
    let nextToken: String?
}

struct ListOutput: Decodable {
    let imageIds: [ECRImageId]
    let nextToken: String?
}

struct DeleteOutput: Decodable {
    let failures: [ECRFailure]?
}
