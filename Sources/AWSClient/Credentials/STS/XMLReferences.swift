/// Character references and the five entities of XML (XML 1.0, section 4.6).
enum XMLReferences {
    private static let entities: [String: Unicode.Scalar] = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'",
    ]

    /// The text with its references resolved; nil where one is unknown or not closed.
    static func resolve(_ raw: ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var rest = raw
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += rest[..<start]
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(String(decoding: rest[(start + 1)..<end], as: UTF8.self))
            else { return nil }
            text += String(scalar).utf8
            rest = rest[(end + 1)...]
        }
        return text + rest
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return entities[name] }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: isHexadecimal ? 16 : 10) else {
            return nil
        }
        return value == 0 ? nil : Unicode.Scalar(value)
    }
}
