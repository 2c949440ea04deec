public import FoundationEssentials

/// A plan as it travels to where the run is launched: read, checked, and with the variables and the environment of whoever starts
/// the run filled in.
public struct CompiledPlan: Hashable, Sendable, Codable {
    /// Version of this form; it comes first in the text.
    public var compiledPlan = 1
    /// The plan.
    public var plan: TestPlan

    /// Wraps a plan.
    public init(_ plan: TestPlan) {
        self.plan = plan
    }

    /// The JSON form, the same for equal plans.
    /// - Throws: `EncodingError` for numbers that JSON has not.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Whether a text is the JSON form, and no plan file.
    public static func isWritten(in text: [UInt8]) -> Bool {
        text.starts(with: #"{"compiledPlan":1,"#.utf8)
    }

    /// Reads the JSON form.
    /// - Throws: `DecodingError`.
    public init(json: Data) throws {
        self = try JSONDecoder().decode(CompiledPlan.self, from: json)
    }
}
