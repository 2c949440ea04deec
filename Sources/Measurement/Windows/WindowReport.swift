/// What one task measured in one reporting interval.
public struct WindowReport: Codable, Sendable, Equatable {
    /// Start of the window in milliseconds since the Unix epoch.
    public var windowStart: Int64
    /// Length of the window in milliseconds.
    public var windowLength: Int64
    /// One entry per endpoint that was called, in any order.
    public var endpoints: [EndpointWindow]
    /// One entry per group of steps that ended in the window, in any order; left out of the JSON when there is none.
    public var groups: [GroupWindow]
    /// The task itself.
    public var generator: GeneratorWindow
    /// Requests to look up in the target's traces; left out of the JSON when there are none.
    public var exemplars: WindowExemplars

    /// Takes over what was measured.
    public init(
        windowStart: Int64,
        windowLength: Int64,
        endpoints: [EndpointWindow],
        groups: [GroupWindow] = [],
        generator: GeneratorWindow = GeneratorWindow(),
        exemplars: WindowExemplars = WindowExemplars()
    ) {
        self.windowStart = windowStart
        self.windowLength = windowLength
        self.endpoints = endpoints
        self.groups = groups
        self.generator = generator
        self.exemplars = exemplars
    }

    private enum CodingKeys: String, CodingKey {
        case windowStart, windowLength, endpoints, groups, generator, exemplars
    }

    /// Reads what `encode(to:)` writes; `groups` and `exemplars` may be missing.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            windowStart: try container.decode(Int64.self, forKey: .windowStart),
            windowLength: try container.decode(Int64.self, forKey: .windowLength),
            endpoints: try container.decode([EndpointWindow].self, forKey: .endpoints),
            groups: try container.decodeIfPresent([GroupWindow].self, forKey: .groups) ?? [],
            generator: try container.decode(GeneratorWindow.self, forKey: .generator),
            exemplars: try container.decodeIfPresent(WindowExemplars.self, forKey: .exemplars) ?? WindowExemplars()
        )
    }

    /// Writes it; groups and exemplars only where there are some.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(windowStart, forKey: .windowStart)
        try container.encode(windowLength, forKey: .windowLength)
        try container.encode(endpoints, forKey: .endpoints)
        if !groups.isEmpty { try container.encode(groups, forKey: .groups) }
        try container.encode(generator, forKey: .generator)
        if !exemplars.isEmpty { try container.encode(exemplars, forKey: .exemplars) }
    }
}
