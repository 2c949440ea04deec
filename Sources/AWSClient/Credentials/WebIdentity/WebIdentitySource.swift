/// Keys of the role in `AWS_ROLE_ARN`, for the token in the file that `AWS_WEB_IDENTITY_TOKEN_FILE` names: a service
/// account of Kubernetes, a job of GitHub. The file is read anew for every refresh, as whoever writes it renews it.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
struct WebIdentitySource: CredentialSource {
    let world: CredentialWorld
    let name = "web identity"

    func find() async throws -> Finding {
        guard let file = world.variable("AWS_WEB_IDENTITY_TOKEN_FILE") else {
            return .nothing("AWS_WEB_IDENTITY_TOKEN_FILE is not set")
        }
        guard let arn = world.variable("AWS_ROLE_ARN") else {
            throw AWSError.configuration(
                "AWS_WEB_IDENTITY_TOKEN_FILE is set, AWS_ROLE_ARN is not: set it to the role's ARN"
            )
        }
        let request = RoleRequest(
            arn: arn,
            sessionName: world.variable("AWS_ROLE_SESSION_NAME") ?? RoleRequest.sessionName(at: world.now()),
            place: "AWS_WEB_IDENTITY_TOKEN_FILE"
        )
        let token = try world.text(of: file, namedBy: "AWS_WEB_IDENTITY_TOKEN_FILE")
        return .keys(try await SecurityTokenService(caller: world.sts(nil)).assume(request, webIdentityToken: token))
    }
}
