internal import Measurement

extension ResultMessage: Codable {
    private enum CodingKeys: String, CodingKey {
        case schemaVersion, testId, taskId, taskIndex, taskCount, sequence, kind, windowStart, windowLength
        case start, endpoints, groups, generator, exemplars, manifest
    }

    /// Reads the flat form; unknown fields are skipped, so that fields may be added.
    /// - Throws: ``MessageError`` for an unknown version or kind, `DecodingError` for missing fields and wrong types.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let version = try fields.decode(Int.self, forKey: .schemaVersion)
        guard version == Self.schemaVersion else { throw MessageError.unknownVersion(version) }
        let content: Content =
            switch try fields.decode(RecordKind.self, forKey: .kind) {
            case .started: .started(try fields.decode(StartReport.self, forKey: .start))
            case .window:
                .window(
                    endpoints: try fields.decode([EndpointWindow].self, forKey: .endpoints),
                    groups: try fields.decodeIfPresent([GroupWindow].self, forKey: .groups) ?? [],
                    generator: try fields.decodeIfPresent(GeneratorWindow.self, forKey: .generator)
                        ?? GeneratorWindow(),
                    exemplars: try fields.decodeIfPresent(WindowExemplars.self, forKey: .exemplars)
                        ?? WindowExemplars()
                )
            case .final: .final(try fields.decode(TaskManifest.self, forKey: .manifest))
            }
        self.init(
            testId: try fields.decode(String.self, forKey: .testId),
            taskId: try fields.decode(String.self, forKey: .taskId),
            taskIndex: try fields.decode(Int.self, forKey: .taskIndex),
            taskCount: try fields.decode(Int.self, forKey: .taskCount),
            sequence: try fields.decode(Int.self, forKey: .sequence),
            windowStart: try fields.decode(Int64.self, forKey: .windowStart),
            windowLength: try fields.decode(Int64.self, forKey: .windowLength),
            content: content
        )
    }

    /// Writes the flat form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Self.schemaVersion, forKey: .schemaVersion)
        try fields.encode(testId, forKey: .testId)
        try fields.encode(taskId, forKey: .taskId)
        try fields.encode(taskIndex, forKey: .taskIndex)
        try fields.encode(taskCount, forKey: .taskCount)
        try fields.encode(sequence, forKey: .sequence)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(windowStart, forKey: .windowStart)
        try fields.encode(windowLength, forKey: .windowLength)
        switch content {
        case .started(let start): try fields.encode(start, forKey: .start)
        case .window(let endpoints, let groups, let generator, let exemplars):
            try fields.encode(endpoints, forKey: .endpoints)
            if !groups.isEmpty { try fields.encode(groups, forKey: .groups) }
            try fields.encode(generator, forKey: .generator)
            if !exemplars.isEmpty { try fields.encode(exemplars, forKey: .exemplars) }
        case .final(let manifest): try fields.encode(manifest, forKey: .manifest)
        }
    }
}
