public import LoadEngine
public import ResultPipeline

/// Said where the two meet: the functions, which know no engine, stay free of it.
extension LoadEngine: LoadGenerator {
    /// See `LoadGenerator`.
    public func setUp() async throws -> [String: String] {
        throw Unsupported()
    }

    /// See `LoadGenerator`.
    public func tearDown() async throws {
        throw Unsupported()
    }
}

private struct Unsupported: Error, CustomStringConvertible {
    var description: String { "the engine does no setup and no teardown yet" }
}
