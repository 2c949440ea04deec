/// What a message, and the record made of it, is about. The number is the last digit of the record's key.
public enum RecordKind: Int, Hashable, Sendable, CaseIterable {
    /// The task is about to put its load on the target, or says why it does not.
    case started = 1
    /// What the task measured in one reporting interval.
    case window = 2
    /// The task's last message, with the manifest of all it sent.
    case final = 3

    /// The word used in JSON.
    public var name: String {
        switch self {
        case .started: "started"
        case .window: "window"
        case .final: "final"
        }
    }

    /// The kind of that name, nil where there is none.
    public init?(name: String) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}

extension RecordKind: Codable {
    /// Reads the word.
    /// - Throws: ``MessageError`` `unknownKind`.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let kind = RecordKind(name: name) else { throw MessageError.unknownKind(name) }
        self = kind
    }

    /// Writes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
