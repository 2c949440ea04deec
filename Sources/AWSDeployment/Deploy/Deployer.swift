public import AWSClient

/// Brings a stack to AWS: code into the asset bucket, the stack by a change set, the image into the stack's repository.
public struct Deployer: Sendable {
    private let services: DeploymentServices
    private let onEvent: @Sendable (DeployEvent) -> Void

    /// A deployer by way of `services`.
    public init(_ services: DeploymentServices, onEvent: @escaping @Sendable (DeployEvent) -> Void = { _ in }) {
        self.services = services
        self.onEvent = onEvent
    }

    /// The account of the keys, and the bucket that code goes through in it.
    /// - Throws: `AWSError`; `CancellationError`.
    public func place() async throws -> (account: String, bucket: String) {
        let account = try await services.sts.callerIdentity().account
        return (account, AssetBucket.name(account: account, region: services.region))
    }

    /// Deploys, to the end.
    ///
    /// Where the way is cut in the middle, CloudFormation carries on by itself; deploying again goes on from there.
    /// - Parameters:
    ///   - stack: Name of the stack.
    ///   - agree: Asked before something that exists is deleted or replaced.
    /// - Throws: ``DeployError``; `ImageError`; `AWSError`; `CancellationError`.
    public func deploy(
        _ blueprint: Blueprint,
        as stack: String,
        agree: @Sendable ([CloudFormationChange]) async throws -> Bool
    ) async throws -> DeployReport {
        let account = try await services.sts.callerIdentity().account
        let changer = StackChanger(name: stack, services: services, onEvent: onEvent)
        let creates = try await changer.makeReady()
        let template = try await upload(blueprint, to: AssetBucket(account: account, services: services))
        let prepared = try await changer.prepare(template, createsStack: creates, tags: blueprint.tags)
        if let prepared {
            onEvent(.step("Changes of the stack \(stack):"))
            onEvent(.changes(prepared.changeSet.changes))
            let harm = prepared.changeSet.changes.filter(ChangeListing.isDestructive)
            if !harm.isEmpty, try await !agree(harm) {
                await changer.discard(prepared)
                throw DeployError(.notAgreed, "nothing was changed: add --yes to let resources be deleted or replaced")
            }
            try await changer.carryOut(prepared)
        }
        return try await finish(blueprint, stack: stack, change: prepared.map { $0.createsStack ? .created : .updated })
    }

    private func upload(
        _ blueprint: Blueprint,
        to bucket: AssetBucket
    ) async throws -> CloudFormationChangeSetInput.Template {
        let isLarge = blueprint.template.utf8.count > CloudFormationClient.largestTemplateBody
        guard isLarge || !blueprint.assets.isEmpty else { return .body(blueprint.template) }
        try await bucket.make(onEvent: onEvent)
        for asset in blueprint.assets {
            if try await bucket.upload(asset.content, as: asset.key, contentType: "application/zip") {
                onEvent(.step("Uploaded \(asset.key), \(asset.content.count / 1000) kB"))
            }
        }
        return isLarge ? try await bucket.template(blueprint.template) : .body(blueprint.template)
    }

    private func finish(_ blueprint: Blueprint, stack: String, change: DeployReport.Change?) async throws
        -> DeployReport
    {
        guard let deployed = try await services.cloudFormation.stack(stack) else {
            throw DeployError(.incomplete, "the stack \(stack) is gone: somebody deleted it meanwhile")
        }
        var report = DeployReport(
            stack: stack,
            change: change ?? .unchanged,
            outputs: deployed.outputs,
            image: nil,
            pushedImage: false
        )
        if let worker = blueprint.worker {
            let found = DeployedNames(try await services.cloudFormation.resources(of: deployed.id))
            guard let repository = found.repository else {
                throw DeployError(.incomplete, "the stack \(stack) has no repository for the image")
            }
            let image = try await ImagePush(services, onEvent: onEvent).push(worker, to: repository)
            report.image = image.reference
            report.pushedImage = !image.wasThere
        }
        return report
    }
}
