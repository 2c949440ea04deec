internal import AWSClient

/// Changes one stack by change sets, and follows what comes of it.
struct StackChanger: Sendable {
    /// A change that is ready to be carried out.
    struct Prepared: Sendable {
        let changeSet: CloudFormationChangeSet
        let createsStack: Bool
    }

    let name: String
    let services: DeploymentServices
    let onEvent: @Sendable (DeployEvent) -> Void

    private var cloudFormation: CloudFormationClient { services.cloudFormation }

    /// Brings the stack into a state in which it can be changed.
    /// - Returns: Whether it is yet to be made.
    /// - Throws: ``DeployError`` `busy`, `stuck`; `AWSError`; `CancellationError`.
    func makeReady() async throws -> Bool {
        while true {
            let stack = try await cloudFormation.stack(name)
            switch StackState(status: stack?.status) {
            case .absent: return true
            case .settled: return false
            case .stillborn:
                guard let stack else { return true }
                onEvent(.step("Deleting what is left of an earlier try (\(stack.status))"))
                try await delete(stack)
            case .leaving:
                onEvent(.step("Waiting until the stack \(name) is deleted"))
                try await services.world.sleep(.seconds(5))
            case .changing:
                throw DeployError(
                    .busy,
                    "the stack \(name) is being changed (\(stack?.status ?? "")): wait until that has ended, then try again"
                )
            case .stuck:
                throw DeployError(
                    .stuck,
                    "the stack \(name) is in \(stack?.status ?? ""): continue its rollback, or delete it, in the console of "
                        + "CloudFormation"
                )
            }
        }
    }

    /// Has CloudFormation work out what a template would change.
    /// - Returns: nil where nothing would be.
    /// - Throws: ``DeployError`` `invalidChange`; `AWSError`; `CancellationError`.
    func prepare(
        _ template: CloudFormationChangeSetInput.Template,
        createsStack: Bool,
        tags: [String: String] = [:]
    ) async throws -> Prepared? {
        let token = services.token()
        let id = try await cloudFormation.createChangeSet(
            CloudFormationChangeSetInput(
                stack: name,
                name: "loadtester-\(token)",
                createsStack: createsStack,
                template: template,
                tags: tags,
                token: token
            )
        )
        var set = try await cloudFormation.changeSet(id)
        while set.status == "CREATE_PENDING" || set.status == "CREATE_IN_PROGRESS" {
            try await services.world.sleep(.seconds(1))
            set = try await cloudFormation.changeSet(id)
        }
        if set.status == "CREATE_COMPLETE", !set.changes.isEmpty || createsStack {
            return Prepared(changeSet: set, createsStack: createsStack)
        }
        // The one that was made for it would be left behind, and with it an empty stack.
        try? await cloudFormation.deleteChangeSet(id)
        if set.isEmpty || set.status == "CREATE_COMPLETE" { return nil }
        if createsStack { try? await cloudFormation.deleteStack(name, token: services.token()) }
        throw DeployError(
            .invalidChange,
            "CloudFormation does not accept the template: \(set.statusReason ?? "it gave no reason (\(set.status))")"
        )
    }

    /// Leaves a prepared change undone.
    func discard(_ prepared: Prepared) async {
        try? await cloudFormation.deleteChangeSet(prepared.changeSet.id)
        if prepared.createsStack { try? await cloudFormation.deleteStack(name, token: services.token()) }
    }

    /// Carries a prepared change out, to its end.
    /// - Throws: ``DeployError`` `changeFailed`; `AWSError`; `CancellationError`.
    func carryOut(_ prepared: Prepared) async throws {
        let set = prepared.changeSet
        let known = try await cloudFormation.events(of: set.stackId).first?.id
        var watch = StackWatch(stackId: set.stackId, total: set.changes.count, known: known)
        try await cloudFormation.executeChangeSet(set.id, token: services.token())
        try await follow(&watch)
        try watch.outcome(of: prepared.createsStack ? "created" : "updated", stack: name)
    }

    /// Deletes the stack, to its end.
    /// - Throws: ``DeployError`` `changeFailed`; `AWSError`; `CancellationError`.
    func delete(_ stack: CloudFormationStack) async throws {
        let known = try await cloudFormation.events(of: stack.id).first?.id
        let total = try await cloudFormation.resources(of: stack.id).count { $0.status != "DELETE_COMPLETE" }
        var watch = StackWatch(stackId: stack.id, total: total, known: known)
        try await cloudFormation.deleteStack(stack.id, token: services.token())
        try await follow(&watch)
        try watch.outcome(of: "deleted", stack: name)
    }

    private func follow(_ watch: inout StackWatch) async throws {
        while watch.end == nil {
            try await services.world.sleep(.seconds(2))
            for event in watch.take(try await cloudFormation.events(of: watch.stackId, after: watch.newest)) {
                onEvent(event)
            }
        }
    }
}
