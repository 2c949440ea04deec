/// The sources of a chain, in order.
struct SourceSearch: Sendable {
    let sources: [any CredentialSource]

    /// Asks one source after the other until one has keys.
    /// - Throws: The error of the first source that is set up but does not work; ``AWSError`` with code `noCredentials`
    ///   where no source has any.
    func first() async throws -> (source: any CredentialSource, keys: IssuedCredentials) {
        var looked: [String] = []
        for source in sources {
            switch try await source.find() {
            case .keys(let keys): return (source, keys)
            case .nothing(let reason): looked.append("\(source.name) (\(reason))")
            }
        }
        throw AWSError.noCredentials(
            "no AWS credentials were found. Looked in: \(looked.joined(separator: "; ")). Set AWS_ACCESS_KEY_ID and "
                + "AWS_SECRET_ACCESS_KEY, or name a profile of the shared files with AWS_PROFILE, or run where a role "
                + "is attached (an ECS task, an EC2 instance)"
        )
    }

    /// Asks the source that gave the keys before.
    /// - Throws: Its error; ``AWSError`` with code `noCredentials` where it has keys no longer.
    func again(_ source: any CredentialSource) async throws -> IssuedCredentials {
        switch try await source.find() {
        case .keys(let keys): return keys
        case .nothing(let reason):
            throw AWSError.noCredentials("\(source.name), where the keys in use came from, has none now (\(reason))")
        }
    }
}
