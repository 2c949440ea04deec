import AWSClient

/// Refuses every operation with the same error.
struct Refusal: AWSCaller {
    let error: AWSError

    init(_ error: AWSError) {
        self.error = error
    }

    init(_ code: String, status: Int) {
        error = AWSError(operation: "any", code: code, message: "said \(code)", status: status)
    }

    func call(_ request: AWSRequest) async throws -> AWSResponse { throw error }
}
