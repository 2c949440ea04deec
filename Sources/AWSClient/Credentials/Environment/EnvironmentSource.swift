/// Keys in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary ones, `AWS_SESSION_TOKEN`.
struct EnvironmentSource: CredentialSource {
    let world: CredentialWorld
    let name = "environment"

    func find() async throws -> Finding {
        guard let accessKeyId = world.variable("AWS_ACCESS_KEY_ID") else {
            return .nothing("AWS_ACCESS_KEY_ID is not set")
        }
        guard let secretAccessKey = world.variable("AWS_SECRET_ACCESS_KEY") else {
            throw AWSError.configuration("AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not: set both or neither")
        }
        return .keys(
            try IssuedCredentials(
                accessKeyId: accessKeyId,
                secretAccessKey: secretAccessKey,
                sessionToken: world.variable("AWS_SESSION_TOKEN"),
                place: "environment (AWS_ACCESS_KEY_ID and its companions)"
            )
        )
    }
}
