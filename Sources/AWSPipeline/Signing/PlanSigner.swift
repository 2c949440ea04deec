public import AWSClient
internal import AWSSigning
public import LoadPlan

/// Signs the requests of a plan for AWS: with the plan's keys where it names some, otherwise with this process's own. Of these it
/// holds a copy, which is kept fresh in the background for as long as the signer lives: signing waits for nothing.
public final class PlanSigner: Sendable {
    /// How often the source of the process's own keys is asked. A ``CredentialChain`` answers with what it holds, until that is about
    /// to expire.
    public static let interval = Duration.seconds(30)

    /// Signing names of services that tasks on AWS use themselves. Whoever may start a run is not to act there as the task.
    public static let usedByTasks: Set<String> = [
        "dynamodb", "ecr", "ecs", "iam", "kms", "logs", "s3", "s3-object-lambda", "s3-outposts", "s3express",
        "secretsmanager", "sqs",
        "ssm", "ssmmessages", "sts",
    ]

    private let keys: HeldKeys
    private let derived = DerivedKeys()
    private let refresh: Task<Void, Never>?

    private init(_ keys: HeldKeys, refresh: Task<Void, Never>?) {
        self.keys = keys
        self.refresh = refresh
    }

    deinit { refresh?.cancel() }

    /// A signer for `plan`; nil where the plan signs nothing.
    /// - Parameters:
    ///   - barred: Signing names of services for which the process's own keys are not to sign.
    ///   - credentials: Gives the source of the process's own keys, and is given the first region of the plan. Called only where the
    ///     plan signs with them.
    ///   - sleep: Waits between two looks at the source.
    ///   - onTrouble: Is told why own keys could not be had anew: once for each cause in a row.
    /// - Throws: ``SigningError`` where own keys are wanted that cannot be had, or are barred; `CancellationError`.
    public static func make(
        for plan: TestPlan,
        barred: Set<String> = [],
        credentials: @Sendable (_ region: String) throws -> any CredentialProvider,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        onTrouble: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> PlanSigner? {
        let scopes = plan.signatures
        guard !scopes.isEmpty else { return nil }
        let own = scopes.filter { $0.accessKeyId == nil }
        if let refused = own.first(where: { barred.contains($0.service) }) {
            throw SigningError.barred(refused.service)
        }
        guard let first = own.first else { return PlanSigner(HeldKeys(), refresh: nil) }
        let source: any CredentialProvider
        let keys: HeldKeys
        do {
            source = try credentials(first.region)
            keys = HeldKeys(try await source.credentials())
        } catch let error as CancellationError {
            throw error
        } catch {
            throw SigningError.noCredentials("\(error)")
        }
        let refresh = Task {
            await keys.keepFresh(from: source, every: interval, sleep: sleep, onTrouble: onTrouble)
        }
        return PlanSigner(keys, refresh: refresh)
    }

    /// `sign`, for as long as it is held.
    public var signing: @Sendable (SignableRequest) -> [(name: String, value: String)]? { { [self] in sign($0) } }

    /// The header fields that sign `request`, to be sent beside those it has; nil where no keys are held for it.
    public func sign(_ request: SignableRequest) -> [(name: String, value: String)]? {
        guard let keys = request.keys ?? keys.current else { return nil }
        let rules = PlanSigningRules(service: request.service)
        let signer = SigV4(region: request.region, service: request.service, options: rules.options)
        let (time, key) = derived.key(of: keys, for: signer, at: request.epochSeconds)
        let signed = signer.sign(
            SigningRequest(
                method: request.method,
                path: request.path,
                query: request.query,
                headers: request.headers.filter { rules.covers($0.name) },
                payload: rules.payload(of: request)
            ),
            with: keys,
            at: time,
            key: key
        )
        let sent = request.headers.map { ($0.name.lowercased(), $0.value) }
        return signed.headers.filter { field in
            rules.writes(field.name) && !sent.contains { $0 == (field.name, field.value) }
        }
    }
}

extension SignableRequest {
    /// The plan's keys, where it names some.
    fileprivate var keys: Credentials? {
        guard let accessKeyId, let secretAccessKey else { return nil }
        return Credentials(accessKeyId: accessKeyId, secretAccessKey: secretAccessKey, sessionToken: sessionToken)
    }
}
