extension AWSError {
    /// The environment says what cannot work; `message` names what to mend.
    static func invalidConfiguration(_ message: String) -> AWSError {
        AWSError(operation: "configuration", code: "invalidConfiguration", message: message)
    }

    /// No answer of AWS arrived.
    static func transport(_ operation: String, endpoint: Endpoint, _ error: any Error) -> AWSError {
        let reason = (error as? TransportError)?.message ?? "\(error)"
        return AWSError(operation: operation, code: "transport", message: "\(endpoint) did not answer: \(reason)")
    }
}
