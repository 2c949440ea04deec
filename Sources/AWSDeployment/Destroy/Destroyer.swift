public import AWSClient

/// Deletes a stack.
public struct Destroyer: Sendable {
    /// What is deleted besides the stack.
    public enum Extent: String, Hashable, Sendable, CaseIterable {
        /// Nothing: what the stack keeps stays, and the asset bucket.
        case stack
        /// Also what the stack keeps, and the asset bucket.
        case everything
    }

    /// What a deletion would come to.
    public struct Plan: Hashable, Sendable {
        /// The stack.
        public let stack: CloudFormationStack
        /// What is deleted.
        public let deleted: [CloudFormationResource]
        /// What the stack's removal policy keeps.
        public let kept: [CloudFormationResource]
    }

    private let services: DeploymentServices
    private let onEvent: @Sendable (DeployEvent) -> Void

    /// A destroyer by way of `services`.
    public init(_ services: DeploymentServices, onEvent: @escaping @Sendable (DeployEvent) -> Void = { _ in }) {
        self.services = services
        self.onEvent = onEvent
    }

    /// What deleting a stack would come to.
    /// - Returns: nil where there is no stack.
    /// - Throws: ``DeployError``; `AWSError`; `CancellationError`.
    public func plan(_ name: String, extent: Extent) async throws -> Plan? {
        guard let stack = try await services.cloudFormation.stack(name), stack.status != "DELETE_COMPLETE" else {
            return nil
        }
        guard !stack.isProtected else {
            throw DeployError(
                .protected,
                "the stack \(name) is protected against deletion: switch its termination protection off first"
            )
        }
        if StackState(status: stack.status) == .changing, stack.status != "REVIEW_IN_PROGRESS" {
            throw DeployError(.busy, "the stack \(name) is being changed (\(stack.status)): wait until that has ended")
        }
        let resources = try await services.cloudFormation.resources(of: stack.id)
        let keepers = extent == .everything ? [] : try await keepers(stack)
        return Plan(
            stack: stack,
            deleted: resources.filter { !keepers.contains($0.logicalId) },
            kept: resources.filter { keepers.contains($0.logicalId) }
        )
    }

    /// Deletes what a plan says, to the end.
    /// - Throws: ``DeployError`` `changeFailed`; `AWSError`; `CancellationError`.
    public func destroy(_ plan: Plan, extent: Extent) async throws {
        let changer = StackChanger(name: plan.stack.name, services: services, onEvent: onEvent)
        if extent == .everything { try await release(plan.stack, by: changer) }
        for resource in plan.deleted where resource.type == "AWS::ECR::Repository" {
            if let name = resource.physicalId { try await empty(name) }
        }
        onEvent(.step("Deleting the stack \(plan.stack.name)"))
        try await changer.delete(plan.stack)
    }

    /// Deletes the bucket that code went through.
    /// - Returns: Its name, or nil where there was none.
    /// - Throws: `AWSError`; `CancellationError`.
    public func deleteAssets() async throws -> String? {
        let account = try await services.sts.callerIdentity().account
        let bucket = AssetBucket(account: account, services: services)
        return try await bucket.delete() ? bucket.name : nil
    }

    private func keepers(_ stack: CloudFormationStack) async throws -> Set<String> {
        guard StackState(status: stack.status) != .absent else { return [] }
        let template = try await services.cloudFormation.template(of: stack.id)
        guard let root = try? TemplateValue(template: template, named: "the deployed template") else { return [] }
        let kept = (root["Resources"]?.members ?? [:]).filter { _, resource in
            resource["DeletionPolicy"]?.string.map { $0 != "Delete" } ?? false
        }
        return Set(kept.keys)
    }

    private func release(_ stack: CloudFormationStack, by changer: StackChanger) async throws {
        guard StackState(status: stack.status) == .settled else { return }
        let template = try await services.cloudFormation.template(of: stack.id)
        guard let released = try TemplateRelease.released(template) else { return }
        onEvent(.step("Letting the stack delete what it would keep"))
        let place: CloudFormationChangeSetInput.Template
        if released.utf8.count > CloudFormationClient.largestTemplateBody {
            let account = try await services.sts.callerIdentity().account
            let bucket = AssetBucket(account: account, services: services)
            try await bucket.make(onEvent: onEvent)
            place = try await bucket.template(released)
        } else {
            place = .body(released)
        }
        guard let prepared = try await changer.prepare(place, createsStack: false) else { return }
        try await changer.carryOut(prepared)
    }

    private func empty(_ repository: String) async throws {
        guard try await services.ecr.repository(repository) != nil else { return }
        var images = Set(try await services.ecr.images(in: repository).compactMap(\.imageDigest)).sorted()
        if !images.isEmpty { onEvent(.step("Deleting \(images.count) images of \(repository)")) }
        while !images.isEmpty {
            let batch = images.prefix(ECRClient.maxDeleted)
            images.removeFirst(batch.count)
            let failures = try await services.ecr.delete(batch.map { ECRImageId(imageDigest: $0) }, in: repository)
            guard let failure = failures.first else { continue }
            let reason = failure.failureReason ?? failure.failureCode ?? "no reason was given"
            throw DeployError(.changeFailed, "the images of \(repository) could not be deleted: \(reason)")
        }
    }
}
