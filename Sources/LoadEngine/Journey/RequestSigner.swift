public import LoadPlan

extension LoadEngine {
    /// Gives the header fields that sign a request; nil where it cannot be signed, and is not sent. Called on event loops for each
    /// signed request: it must not block.
    public typealias RequestSigner = @Sendable (SignableRequest) -> [(name: String, value: String)]?
}
