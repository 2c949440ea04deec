/// What one task measured in one reporting interval.
public struct WindowReport: Codable, Sendable, Equatable {
    /// Start of the window in milliseconds since the Unix epoch.
    public var windowStart: Int64
    /// Length of the window in milliseconds.
    public var windowLength: Int64
    /// One entry per endpoint that was called, in any order.
    public var endpoints: [EndpointWindow]
    /// The task itself.
    public var generator: GeneratorWindow

    /// Takes over what was measured.
    public init(
        windowStart: Int64,
        windowLength: Int64,
        endpoints: [EndpointWindow],
        generator: GeneratorWindow = GeneratorWindow()
    ) {
        self.windowStart = windowStart
        self.windowLength = windowLength
        self.endpoints = endpoints
        self.generator = generator
    }
}
