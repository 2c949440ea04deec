public import AWSSigning

/// Keys from the first place that has them, in the order of the AWS SDKs: environment, shared files, web identity,
/// container, instance metadata.
///
/// A place that is set up but broken ends the search with its error: the next place would be another identity. Keys are
/// kept; temporary ones are fetched anew, from the same place, ahead of their expiry and once for all who ask.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
public final class CredentialChain: CredentialProvider {
    private let cache: CredentialCache

    /// Creates a chain; it looks nowhere before it is asked.
    /// - Parameters:
    ///   - environment: The variables that count; an empty one counts as not set. Processes that are started get them
    ///     too.
    ///   - transport: Reaches the endpoints of containers and instances, never AWS itself.
    ///   - sts: A caller of AWS STS that signs with the keys given, or does not sign where none are given.
    ///   - readFile: The content of a file, nil where there is none. The default refuses what is larger than 1 MiB.
    ///   - runProcess: Runs a `credential_process`, given as program and arguments, and returns its standard output.
    ///     Nil for a child process that has 60 s and may write 64 KiB.
    ///   - now: The time in milliseconds since the Unix epoch.
    ///   - sleep: Waits between two attempts.
    public init(
        environment: [String: String],
        transport: any HTTPTransport,
        sts: @escaping @Sendable (Credentials?) -> any AWSCaller,
        readFile: @escaping @Sendable (String) throws -> [UInt8]? = { try LocalFile.read($0) },
        runProcess: (@Sendable ([String]) async throws -> [UInt8])? = nil,
        now: @escaping @Sendable () -> Int64 = { SystemTime.epochMilliseconds },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        let run = runProcess ?? { try await ChildProcess.output(of: $0, environment: environment) }
        let world = CredentialWorld(
            environment: environment,
            transport: transport,
            sts: sts,
            readFile: readFile,
            runProcess: run,
            now: now,
            sleep: sleep
        )
        let sources: [any CredentialSource] = [
            EnvironmentSource(world: world), ProfileSource(world: world), WebIdentitySource(world: world),
            ContainerSource(world: world), InstanceMetadataSource(world: world),
        ]
        cache = CredentialCache(SourceSearch(sources: sources), now: now)
    }

    /// Keys that are valid now; fetched where none are held or those held expire within minutes.
    /// - Throws: As ``CredentialProvider/credentials()`` says. A refresh that fails is no error as long as the keys held
    ///   are valid.
    public func credentials() async throws -> Credentials {
        try await cache.credentials()
    }

    /// Has the source asked anew before keys are given again, if the keys held are the ones that AWS refused. Also keys
    /// without an end are asked for again: somebody may have written others into the file by then.
    public func renew(_ refused: Credentials) async {
        await cache.renew(refused)
    }
}
