/// Base64 with the standard alphabet and padding (RFC 4648 §4), strict: no line breaks, no stray bits.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let invalid: UInt8 = 0xff
    private static let padding = UInt8(ascii: "=")
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: invalid, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    static func encode(_ bytes: [UInt8]) -> String {
        let length = (bytes.count + 2) / 3 * 4
        return alphabet.withUnsafeBufferPointer { alphabet in
            String(unsafeUninitializedCapacity: length) { text in
                var target = 0
                var source = 0
                while source < bytes.count {
                    let left = bytes.count - source
                    let second = left > 1 ? UInt32(bytes[source + 1]) : 0
                    let third = left > 2 ? UInt32(bytes[source + 2]) : 0
                    let group = UInt32(bytes[source]) << 16 | second << 8 | third
                    text[target] = alphabet[Int(group >> 18)]
                    text[target + 1] = alphabet[Int(group >> 12 & 63)]
                    text[target + 2] = left > 1 ? alphabet[Int(group >> 6 & 63)] : padding
                    text[target + 3] = left > 2 ? alphabet[Int(group & 63)] : padding
                    source += 3
                    target += 4
                }
                return length
            }
        }
    }

    /// Nil when `text` is not exactly what ``encode(_:)`` yields for some bytes.
    static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { decode($0) }
    }

    private static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        guard text.count > 0 else { return [] }
        let padded = text[text.count - 1] != padding ? 0 : text[text.count - 2] != padding ? 1 : 2
        let digits = text.count - padded
        var unused: UInt32 = 0
        var seen: UInt8 = 0
        let bytes = values.withUnsafeBufferPointer { values in
            [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3) { output, written in
                for start in stride(from: 0, to: text.count, by: 4) {
                    var group: UInt32 = 0
                    for position in start..<start + 4 {
                        let value = position < digits ? values[Int(text[position])] : 0
                        seen |= value
                        group = group << 6 | UInt32(value & 63)
                    }
                    output[written] = UInt8(truncatingIfNeeded: group >> 16)
                    output[written + 1] = UInt8(truncatingIfNeeded: group >> 8)
                    output[written + 2] = UInt8(truncatingIfNeeded: group)
                    written += 3
                    unused = group
                }
                written -= padded
            }
        }
        let stray = unused & (padded == 0 ? 0 : padded == 1 ? 0xff : 0xffff)
        return seen < 64 && stray == 0 ? bytes : nil
    }
}
