internal import FoundationEssentials

/// Operations of Amazon ECR on one repository at a time, and the key to its registry.
///
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Operations.html
public struct ECRClient: Sendable {
    /// Most images of one `BatchDeleteImage`.
    public static let maxDeleted = 100

    private let caller: any AWSCaller
    private let json = JSONProtocol(target: "AmazonEC2ContainerRegistry_V20150921", version: "1.1")

    /// Operations by way of `caller`, which addresses and signs for `ecr`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// A login for the account's registry, for twelve hours.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func login() async throws -> ECRLogin {
        let operation = "GetAuthorizationToken"
        let output = try await perform(operation, NoInput(), as: TokenOutput.self)
        guard let grant = output.authorizationData.first, let login = ECRLogin(grant) else {
            throw AWSError(
                operation: operation,
                code: "invalidResponse",
                message: "the answer holds no token of a user and a password"
            )
        }
        return login
    }

    /// A repository; nil where there is none of the name.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func repository(_ name: String) async throws -> ECRRepository? {
        do {
            let input = RepositoriesInput(repositoryNames: [name])
            return try await perform("DescribeRepositories", input, as: RepositoriesOutput.self).repositories.first
        } catch let error as AWSError where error.code == "RepositoryNotFoundException" {
            return nil
        }
    }

    /// The digest of a tag's image; nil where the repository has none.
    /// - Throws: ``AWSError``, `RepositoryNotFoundException` among others; `CancellationError`.
    public func digest(of tag: String, in repository: String) async throws -> String? {
        do {
            let input = ImagesInput(repositoryName: repository, imageIds: [ECRImageId(imageTag: tag)])
            return try await perform("DescribeImages", input, as: ImagesOutput.self).imageDetails.first?.imageDigest
        } catch let error as AWSError where error.code == "ImageNotFoundException" {
            return nil
        }
    }

    /// All images of a repository, one for each tag, and those without a tag.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func images(in repository: String) async throws -> [ECRImageId] {
        var found: [ECRImageId] = []
        var next: String?
        repeat {
            let input = ListInput(repositoryName: repository, nextToken: next)
            let page = try await perform("ListImages", input, as: ListOutput.self)
            found += page.imageIds
            next = page.nextToken
        } while next != nil
        return found
    }

    /// Deletes up to ``maxDeleted`` images. An image goes with its last tag, or at once where it is named by its digest.
    /// - Returns: Those that were not deleted, with the reason.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func delete(_ images: [ECRImageId], in repository: String) async throws -> [ECRFailure] {
        let input = ImagesInput(repositoryName: repository, imageIds: images)
        return try await perform("BatchDeleteImage", input, as: DeleteOutput.self).failures ?? []
    }

    private func perform<Output: Decodable>(
        _ operation: String,
        _ input: some Encodable,
        as type: Output.Type
    ) async throws -> Output {
        let response = try await caller.call(json.request(operation, input: input))
        return try JSONProtocol.decode(type, from: response, of: operation)
    }
}
