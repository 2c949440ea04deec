internal import AWSClient
public import ContainerImage

/// Brings the worker's image into a repository of ECR.
public struct ImagePush: Sendable {
    private let services: DeploymentServices
    private let onEvent: @Sendable (DeployEvent) -> Void

    /// A push by way of `services`.
    public init(_ services: DeploymentServices, onEvent: @escaping @Sendable (DeployEvent) -> Void = { _ in }) {
        self.services = services
        self.onEvent = onEvent
    }

    /// Pushes the image under the tag that names its content, where the repository has none of that tag.
    /// - Parameter repository: Name of the repository.
    /// - Returns: The image's reference, and whether it was there before.
    /// - Throws: ``DeployError`` `incomplete` where there is no such repository; `ImageError`; `AWSError`;
    ///   `CancellationError`.
    public func push(_ worker: WorkerImage, to repository: String) async throws -> (reference: String, wasThere: Bool) {
        guard let found = try await services.ecr.repository(repository) else {
            throw DeployError(.incomplete, "there is no repository \(repository): deploy the stack first")
        }
        let reference = try ImageReference(repositoryURI: found.repositoryUri, tag: worker.tag)
        if try await services.ecr.digest(of: worker.tag, in: repository) != nil {
            return (reference.description, true)
        }
        onEvent(.step("Pushing the image \(reference)"))
        let login = try await services.ecr.login()
        let pusher = RegistryPusher(
            TransportRegistry(transport: services.transport),
            sleep: { [world = services.world] in try await world.sleep($0) }
        )
        let report = try await pusher.push(
            try worker.image(),
            to: reference,
            credentials: .password(user: login.user, password: login.password),
            endpoint: services.registry,
            onEvent: { onEvent(.image($0)) }
        )
        return (report.reference.description, report.wasThere)
    }
}
