internal import AWSClient

/// Looks at everything that a run on AWS needs, and says what is missing. Changes nothing.
public struct Doctor: Sendable {
    let services: DeploymentServices
    let stack: String
    private let tasks: Int

    /// A doctor for a stack.
    /// - Parameter tasks: Tasks of the largest run that is planned.
    public init(_ services: DeploymentServices, stack: String, tasks: Int = 1) {
        self.services = services
        self.stack = stack
        self.tasks = max(1, tasks)
    }

    /// Looks, and tells each finding as soon as there is one.
    /// - Returns: All findings.
    /// - Throws: `CancellationError`.
    public func examine(onFinding: @Sendable (DoctorFinding) -> Void = { _ in }) async throws -> [DoctorFinding] {
        var findings: [DoctorFinding] = []
        func note(_ finding: DoctorFinding) {
            findings.append(finding)
            onFinding(finding)
        }
        note(DoctorFinding("region", .ok, services.region))
        let credentials = try await credentials()
        note(credentials)
        guard credentials.outcome == .ok else { return findings }
        let (stackFinding, names) = try await deployed()
        let subject = try await subject(names)
        note(try await fargate(cpuUnits: subject?.cpuUnits ?? 512))
        // What is reserved once is there: the quota matters to the first deployment.
        if names == nil { note(try await concurrency()) }
        note(stackFinding)
        guard let names else { return findings }
        for finding in try await parts(names, subject) { note(finding) }
        return findings
    }

    private func parts(_ names: DeployedNames, _ subject: DoctorSubject?) async throws -> [DoctorFinding] {
        [
            try await look("launcher") { try await launcher(names) },
            try await look("image") { try await image(names, subject) },
            try await look("network", onError: .warning) { try await network(subject) },
            try await look("queue") { try await queue(names) },
            try await look("dead letters", onError: .warning) { try await deadLetters() },
            try await look("results table") { try await table(names) },
        ]
    }

    /// An error is a finding too; only a cancellation is none.
    private func look(
        _ check: String,
        onError outcome: DoctorFinding.Outcome = .failed,
        _ body: () async throws -> DoctorFinding
    ) async throws -> DoctorFinding {
        do {
            return try await body()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return DoctorRules.unseen(check, error, outcome)
        }
    }

    private func credentials() async throws -> DoctorFinding {
        var finding = try await look("credentials") {
            let identity = try await services.sts.callerIdentity()
            return DoctorFinding("credentials", .ok, "account \(identity.account), as \(identity.arn)")
        }
        if finding.outcome == .failed {
            finding.remedy = "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give --profile"
        }
        return finding
    }

    private func fargate(cpuUnits: Int) async throws -> DoctorFinding {
        try await look("Fargate quota", onError: .warning) {
            let quota = try await services.quotas.value(of: .fargateVCPUs)
            return DoctorRules.fargate(quota: quota, cpuUnits: cpuUnits, tasks: tasks)
        }
    }

    private func concurrency() async throws -> DoctorFinding {
        try await look("Lambda quota", onError: .warning) {
            DoctorRules.concurrency(quota: try await services.quotas.value(of: .lambdaConcurrency), reserved: 16)
        }
    }

    private func deployed() async throws -> (DoctorFinding, DeployedNames?) {
        var names: DeployedNames?
        let finding = try await look("stack") {
            let found = try await services.cloudFormation.stack(stack)
            guard let found, StackState(status: found.status) != .absent else {
                return DoctorFinding("stack", .failed, "there is no \(stack)", remedy: "run 'loadtester deploy'")
            }
            guard StackState(status: found.status) == .settled else {
                return DoctorFinding(
                    "stack",
                    .failed,
                    "\(stack) is in \(found.status)",
                    remedy: "wait until its change has ended, or see its events in the console of CloudFormation"
                )
            }
            names = DeployedNames(try await services.cloudFormation.resources(of: found.id), outputs: found.outputs)
            return DoctorFinding("stack", .ok, "\(stack) is in \(found.status)")
        }
        return (finding, names)
    }

    private func subject(_ names: DeployedNames?) async throws -> DoctorSubject? {
        guard let launcher = names?.launcher else { return nil }
        do {
            return DoctorSubject(environment: try await services.lambda.configuration(of: launcher).environment)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return nil
        }
    }
}
