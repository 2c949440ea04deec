extension AWSError {
    /// Keys or a region are set up in a way that cannot work; `message` names what to mend.
    static func configuration(_ message: String) -> AWSError {
        AWSError(operation: "credentials", code: "invalidConfiguration", message: message)
    }

    /// There are no keys, or the place that has them does not give them.
    static func noCredentials(_ message: String) -> AWSError {
        AWSError(operation: "credentials", code: "noCredentials", message: message)
    }
}
