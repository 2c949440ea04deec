extension JourneyState {
    /// Appends the header fields of an AWS signature over the request as far as it is written. False where a value is missing.
    func sign(_ signer: Int, _ user: Int, _ request: CompiledRequest) -> Bool { false }
}
