/// Why the requests of a plan cannot be signed.
public struct SigningError: Error, CustomStringConvertible, Sendable {
    /// What kind of failure, as a bounded label.
    public enum Code: String, Sendable {
        /// There are no keys.
        case noCredentials = "no_credentials"
        /// The process's own keys are not for plans to sign with.
        case barred
    }

    /// What kind of failure.
    public let code: Code
    /// What went wrong and what to do. Holds no key.
    public let message: String
    /// The message.
    public var description: String { message }

    static func noCredentials(_ cause: String) -> SigningError {
        SigningError(
            code: .noCredentials,
            message:
                "The plan signs requests with the AWS credentials of whoever sends them ('auth: sigv4' without accessKeyId), "
                + "and they cannot be had: \(cause). Or give the plan accessKeyId and secretAccessKey."
        )
    }

    static func barred(_ service: String) -> SigningError {
        SigningError(
            code: .barred,
            message:
                "The plan signs for '\(service)' with the credentials of the task, which are not lent to plans for services that "
                + "tasks use themselves: give the plan accessKeyId and secretAccessKey."
        )
    }
}
