/// The percent-encode sets of the URL Standard, section 1.3, as far as http URLs need them.
enum PercentEncoding {
    case fragment, query, path, userinfo

    /// Whether a byte of this part is written as `%XX`. All of them encode controls and what is not ASCII.
    func contains(_ byte: UInt8) -> Bool {
        guard byte > 0x20, byte < 0x7F else { return true }
        switch (self, byte) {
        case (_, UInt8(ascii: "\"")), (_, UInt8(ascii: "<")), (_, UInt8(ascii: ">")): return true
        case (.fragment, _): return byte == UInt8(ascii: "`")
        case (_, UInt8(ascii: "#")): return true
        case (.query, _): return byte == UInt8(ascii: "'")
        case (.path, _): return Self.pathMarks.utf8.contains(byte)
        case (.userinfo, _): return Self.pathMarks.utf8.contains(byte) || Self.userinfoMarks.utf8.contains(byte)
        }
    }

    private static let pathMarks = "?^`{}"
    private static let userinfoMarks = "/:;=@[\\]|"

    func encode(_ bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        for byte in bytes {
            if contains(byte) {
                result += [UInt8(ascii: "%"), Self.digit(byte >> 4), Self.digit(byte & 15)]
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// Replaces every `%XX`; a percent sign that no two digits follow stays.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = bytes[index + 1].hexDigit, let low = bytes[index + 2].hexDigit
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}

extension UInt8 {
    /// The value of a decimal digit.
    var decimalDigit: UInt8? { (0x30...0x39).contains(self) ? self - 0x30 : nil }

    /// The value of a hexadecimal digit.
    var hexDigit: UInt8? {
        decimalDigit ?? ((0x61...0x66).contains(self | 0x20) ? (self | 0x20) - 0x61 + 10 : nil)
    }

    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }

    var asciiLowercase: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
