public import AWSClient
internal import FoundationEssentials
public import LoadPlan

/// Resolves the secrets of a plan that AWS keeps. What was read is kept by nobody but the caller.
public struct AWSSecrets: Sendable {
    private let secretsManager: SecretsManagerClient
    private let systemsManager: SSMClient

    /// Secrets that these clients may read.
    public init(_ secretsManager: SecretsManagerClient, _ systemsManager: SSMClient) {
        self.secretsManager = secretsManager
        self.systemsManager = systemsManager
    }

    /// The value of a secret; nil where AWS does not keep such.
    /// - Throws: ``SecretError`` where the secret is not there, not allowed, or has no such key. No message holds a value.
    public func value(of reference: SecretReference) async throws -> String? {
        switch reference {
        case .environment, .file: nil
        case .secretsManager(let id, let key): try await secret(id, key: key)
        case .parameter(let name):
            try await asking("the parameter '\(name)' of Systems Manager", allow: "ssm:GetParameter") {
                try await systemsManager.parameter(name)
            }
        }
    }

    /// The value of a secret for a task on AWS. Its own environment and files are none of a plan's business: they hold the way
    /// to the task's credentials.
    /// - Throws: ``SecretError``.
    public func text(of reference: SecretReference) async throws -> String {
        if let value = try await value(of: reference) { return value }
        throw SecretError(
            "a task on AWS takes secrets from Secrets Manager (${secret:aws:…}) and Systems Manager (${secret:ssm:…}) only"
        )
    }

    private func secret(_ id: String, key: String?) async throws -> String {
        let name = "the secret '\(id)' of Secrets Manager"
        let text = try await asking(name, allow: "secretsmanager:GetSecretValue") {
            try await secretsManager.secretString(id)
        }
        guard let text else { throw SecretError("\(name) is binary; store text") }
        guard let key else { return text }
        guard let members = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)) else {
            throw SecretError("\(name) is no JSON object of texts, so it has no key '\(key)'")
        }
        guard let value = members[key] else { throw SecretError("\(name) has no key '\(key)'") }
        return value
    }

    private func asking<Value>(
        _ name: String,
        allow action: String,
        _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch let error as AWSError {
            let advice = error.code == "AccessDeniedException" ? " (allow \(action) in the task's role)" : ""
            throw SecretError("\(name) cannot be read\(advice): \(error)")
        }
    }
}

/// Why a secret has no value.
public struct SecretError: Error, CustomStringConvertible, Sendable {
    /// What is wrong and what to do.
    public let message: String
    /// A bounded label for metrics.
    public var label: String { "secret" }
    /// The message.
    public var description: String { message }

    init(_ message: String) {
        self.message = message
    }
}
