public import Measurement

extension RunDirector {
    /// Follows a run that others have launched, to its end; one that has ended is summarised again.
    ///
    /// Cancellation ends the watching, not the run.
    /// - Parameter onProgress: Called about once a second, one call at a time.
    /// - Throws: ``RunError`` `missing` where there is no such run; what registry or store throw; `CancellationError`.
    public func attend(
        _ testId: String,
        onProgress: @escaping @Sendable (ProgressSnapshot) -> Void = { _ in }
    ) async throws -> RunSummary {
        guard let header = try await registry.header(of: testId) else {
            throw RunError(.missing, "there is no run '\(testId)'")
        }
        guard header.outcome == nil else { return try await revise(header) }
        return try await conclude(try await follow(header, RunWatch(header), onProgress))
    }
}
