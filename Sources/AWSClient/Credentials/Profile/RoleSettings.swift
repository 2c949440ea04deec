/// What a profile says about the role to assume.
struct RoleSettings: Hashable, Sendable {
    /// Where the keys come from that assume the role.
    enum Origin: Hashable, Sendable {
        /// Another profile.
        case profile(String)
        /// A source outside of the files, see ``CanonicalSource``.
        case source(CanonicalSource)
        /// No keys, but the token in this file.
        case webIdentityToken(path: String)
    }

    let arn: String
    let origin: Origin
    let externalId: String?
    let sessionName: String?
    /// Seconds for which the keys are asked; nil for the service's own default.
    let duration: Int?

    /// Reads the settings of a profile that has `role_arn` or `web_identity_token_file`.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` that names the line.
    init(_ profile: Profile) throws(AWSError) {
        guard let arn = profile["role_arn"] else {
            throw .configuration(
                "\(profile.place): the profile \(profile.name) has a web_identity_token_file, but no role_arn"
            )
        }
        if let serial = profile["mfa_serial"] {
            throw .configuration(
                "\(serial.place): the profile \(profile.name) asks for a code of a device (mfa_serial), which cannot be "
                    + "asked for here: run `aws configure export-credentials --profile \(profile.name) --format env` and set "
                    + "what it prints"
            )
        }
        self.arn = arn.text
        origin = try Self.origin(of: profile, role: arn)
        externalId = profile["external_id"]?.text
        sessionName = profile["role_session_name"]?.text
        duration = try profile["duration_seconds"].map { setting throws(AWSError) in
            guard let seconds = Int(setting.text), seconds > 0 else {
                throw .configuration("\(setting.place): duration_seconds must be a whole number of seconds")
            }
            return seconds
        }
    }

    private static func origin(of profile: Profile, role: Setting) throws(AWSError) -> Origin {
        if let file = profile["web_identity_token_file"] { return .webIdentityToken(path: file.text) }
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let source?, nil):
            return .profile(source.text)
        case (nil, let source?):
            guard let canonical = CanonicalSource(rawValue: source.text) else {
                let known = CanonicalSource.allCases.map(\.rawValue).joined(separator: ", ")
                throw .configuration("\(source.place): credential_source must be one of \(known)")
            }
            return .source(canonical)
        case (_?, let source?):
            throw .configuration(
                "\(source.place): the profile \(profile.name) has both source_profile and credential_source: leave one out"
            )
        case (nil, nil):
            throw .configuration(
                "\(role.place): the profile \(profile.name) has a role_arn, but neither source_profile nor "
                    + "credential_source says whose keys assume it"
            )
        }
    }
}

/// The sources that `credential_source` can name.
enum CanonicalSource: String, Hashable, Sendable, CaseIterable {
    case environment = "Environment"
    case instance = "Ec2InstanceMetadata"
    case container = "EcsContainer"

    /// The source in `world`.
    func source(in world: CredentialWorld) -> any CredentialSource {
        switch self {
        case .environment: EnvironmentSource(world: world)
        case .instance: InstanceMetadataSource(world: world)
        case .container: ContainerSource(world: world)
        }
    }
}
