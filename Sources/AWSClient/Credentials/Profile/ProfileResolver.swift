internal import AWSSigning

/// Follows a profile to its keys, through the profiles whose keys assume roles.
struct ProfileResolver: Sendable {
    let book: ProfileBook
    let world: CredentialWorld

    /// The keys of a profile: of its role where it has one, else its own in the credentials file, else those of its
    /// process, else its own in the config file. In a profile that is the source of another one its own keys come before
    /// its role, so that a profile may name itself as source.
    /// - Parameter path: Names of the profiles that led here.
    /// - Returns: Nil where the profile says nothing about keys.
    /// - Throws: ``AWSError``.
    func keys(of profile: Profile, path: [String] = []) async throws -> IssuedCredentials? {
        let isSource = !path.isEmpty
        let hasRole = profile["role_arn"] != nil || profile["web_identity_token_file"] != nil
        if hasRole && !(isSource && profile.hasStaticKeys) {
            return try await assumeRole(of: profile, path: path + [profile.name])
        }
        if profile.hasKeysInCredentialsFile { return try staticKeys(of: profile) }
        if let command = profile["credential_process"] {
            return try await CredentialProcess(command: command, profile: profile.name).keys(run: world.runProcess)
        }
        if profile.hasStaticKeys { return try staticKeys(of: profile) }
        if let setting = ["sso_session", "sso_start_url", "login_session"].lazy.compactMap({ profile[$0] }).first {
            throw AWSError.configuration(
                "\(setting.place): the profile \(profile.name) signs in by browser, which cannot be done here: add the line "
                    + "`credential_process = aws configure export-credentials --profile \(profile.name)` to a profile "
                    + "of its own and name that one"
            )
        }
        return nil
    }

    private func staticKeys(of profile: Profile) throws(AWSError) -> IssuedCredentials {
        switch (profile["aws_access_key_id"], profile["aws_secret_access_key"]) {
        case (let id?, let secret?):
            return try IssuedCredentials(
                accessKeyId: id.text,
                secretAccessKey: secret.text,
                sessionToken: profile["aws_session_token"]?.text,
                place: id.place
            )
        case (let id, let secret):
            let place = (id ?? secret)?.place ?? profile.place
            let missing = id == nil ? "aws_access_key_id" : "aws_secret_access_key"
            throw .configuration("\(place): the profile \(profile.name) has one key of a pair, but no \(missing)")
        }
    }

    private func assumeRole(of profile: Profile, path: [String]) async throws -> IssuedCredentials {
        let role = try RoleSettings(profile)
        let request = RoleRequest(
            arn: role.arn,
            sessionName: role.sessionName ?? RoleRequest.sessionName(at: world.now()),
            externalId: role.externalId,
            duration: role.duration,
            place: "the profile \(profile.name) at \(profile.place)"
        )
        let source: IssuedCredentials
        switch role.origin {
        case .webIdentityToken(let file):
            let token = try world.text(of: file, namedBy: "web_identity_token_file of the profile \(profile.name)")
            return try await SecurityTokenService(caller: world.sts(nil)).assume(request, webIdentityToken: token)
        case .source(let canonical):
            source = try await keys(of: canonical, profile: profile)
        case .profile(let name):
            source = try await keys(ofSource: name, path: path, profile: profile)
        }
        return try await SecurityTokenService(caller: world.sts(source.credentials)).assume(request)
    }

    private func keys(of source: CanonicalSource, profile: Profile) async throws -> IssuedCredentials {
        switch try await source.source(in: world).find() {
        case .keys(let keys): return keys
        case .nothing(let reason):
            throw AWSError.noCredentials(
                "credential_source of the profile \(profile.name) is \(source.rawValue), which has no keys (\(reason))"
            )
        }
    }

    private func keys(ofSource name: String, path: [String], profile: Profile) async throws -> IssuedCredentials {
        let place = profile["source_profile"]?.place ?? profile.place
        guard let source = book[name] else {
            throw AWSError.configuration(
                "\(place): source_profile names \(name), which does not exist: \(book.hint(for: name))"
            )
        }
        let isOwn = name == profile.name && source.hasStaticKeys
        guard isOwn || !path.contains(name) else {
            throw AWSError.configuration(
                "\(place): the source profiles go round in a circle: \((path + [name]).joined(separator: " → "))"
            )
        }
        guard let keys = try await keys(of: source, path: path) else {
            throw AWSError.configuration(
                "\(source.place): the profile \(name) is a source_profile, but names no keys, no process and no role"
            )
        }
        return keys
    }
}
