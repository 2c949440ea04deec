/// Reads base64 with padding (RFC 4648 §4), four characters at a time. No line breaks, no stray bits.
enum Base64Text {
    private static let invalid: UInt32 = 1 << 31
    private static let padding = UInt8(ascii: "=")

    /// What each byte adds to a group of three bytes as its first, second, third or fourth character.
    private static let values: [UInt32] = {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var values = [UInt32](repeating: invalid, count: 4 * 256)
        for place in 0..<4 {
            for (value, character) in alphabet.enumerated() {
                values[place * 256 + Int(character)] = UInt32(value) << UInt32(18 - 6 * place)
            }
        }
        return values
    }()

    /// Nil for text that no encoder writes.
    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        guard text.count > 0 else { return [] }
        let padded = text[text.count - 1] != padding ? 0 : text[text.count - 2] != padding ? 1 : 2
        let groups = text.count / 4
        var seen: UInt32 = 0
        // The last byte of room is written beyond, and given up.
        let bytes = values.withUnsafeBufferPointer { values in
            [UInt8](unsafeUninitializedCapacity: groups * 3 + 1) { output, count in
                let target = UnsafeMutableRawBufferPointer(output)
                for index in 0..<groups - 1 {
                    let group = group(text, at: index * 4, values)
                    seen |= group
                    target.storeBytes(of: (group << 8).bigEndian, toByteOffset: index * 3, as: UInt32.self)
                }
                let last = lastGroup(text, padded, values)
                seen |= last
                target.storeBytes(of: (last << 8).bigEndian, toByteOffset: groups * 3 - 3, as: UInt32.self)
                count = groups * 3 - padded
            }
        }
        return seen < invalid ? bytes : nil
    }

    @inline(__always)
    private static func group(
        _ text: UnsafeRawBufferPointer,
        at position: Int,
        _ values: UnsafeBufferPointer<UInt32>
    ) -> UInt32 {
        values[Int(text[position])] | values[256 + Int(text[position + 1])]
            | values[512 + Int(text[position + 2])] | values[768 + Int(text[position + 3])]
    }

    /// The group that may be padded, and whose unused bits must be zero.
    private static func lastGroup(
        _ text: UnsafeRawBufferPointer,
        _ padded: Int,
        _ values: UnsafeBufferPointer<UInt32>
    ) -> UInt32 {
        let start = text.count - 4
        var group: UInt32 = 0
        for place in 0..<4 - padded { group |= values[place * 256 + Int(text[start + place])] }
        let unused: UInt32 = padded == 0 ? 0 : padded == 1 ? 0xff : 0xffff
        return group & unused == 0 ? group : invalid
    }
}
