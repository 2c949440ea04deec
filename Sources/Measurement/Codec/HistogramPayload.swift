/// A compressed HdrHistogram V2, a base64 string in JSON. Whether the bytes are a histogram shows when they are decoded.
public struct HistogramPayload: Codable, Sendable, Equatable {
    /// The bytes, compression and cookie included.
    public var bytes: [UInt8]

    /// Takes the bytes unchecked.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Throws: ``HistogramDecodingError`` `invalidBase64`.
    public init(base64: String) throws(HistogramDecodingError) {
        guard let bytes = Base64.decode(base64) else { throw .invalidBase64 }
        self.bytes = bytes
    }

    /// RFC 4648 §4, with padding.
    public var base64: String { Base64.encode(bytes) }

    /// Reads a base64 string.
    /// - Throws: `DecodingError.dataCorrupted` when it is not base64.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(base64: container.decode(String.self))
        } catch let error as HistogramDecodingError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
        }
    }

    /// Writes a base64 string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(base64)
    }
}
