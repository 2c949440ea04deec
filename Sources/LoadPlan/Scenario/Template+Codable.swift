// A part is written as {"text": …}, as {"bytes": …} in hexadecimal where it is no UTF-8, or as {"value": …, "escaping": …}.
extension Template.Part: Codable {
    private enum Key: String, CodingKey {
        case text, bytes, value, escaping
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            self = .text(Array(text.utf8))
        } else if let hexadecimal = try container.decodeIfPresent(String.self, forKey: .bytes) {
            let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            guard digits.count == hexadecimal.utf8.count, digits.count.isMultiple(of: 2) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .bytes,
                    in: container,
                    debugDescription: "\"bytes\" is pairs of hexadecimal digits"
                )
            }
            self = .text(
                stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
            )
        } else {
            self = .value(
                try container.decode(ValueSource.self, forKey: .value),
                try container.decode(Template.Escaping.self, forKey: .escaping)
            )
        }
    }

    /// Writes it in the form that `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .text(let bytes):
            if let text = String(validating: bytes, as: UTF8.self) {
                try container.encode(text, forKey: .text)
            } else {
                let hexadecimal = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                try container.encode(hexadecimal, forKey: .bytes)
            }
        case .value(let source, let escaping):
            try container.encode(source, forKey: .value)
            try container.encode(escaping, forKey: .escaping)
        }
    }
}
