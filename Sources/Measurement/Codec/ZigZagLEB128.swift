/// The variable-length integers of HdrHistogram V2: sign folded into the lowest bit (ZigZag), seven bits a byte, and a
/// ninth byte, where it comes to that, of eight bits.
///
/// Source: HdrHistogram `ZigZagEncoding` (LEB128-64b9B).
enum ZigZagLEB128 {
    static func append(_ number: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        var written = 0
        while rest >= 0x80, written < 8 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
            written += 1
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Reads the number at `position` and moves it behind. Nil when the bytes end first.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, at position: inout Int) -> Int64? {
        var folded: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count {
            let byte = UInt64(bytes[position])
            position += 1
            if shift == 56 || byte < 0x80 {
                folded |= byte << shift
                return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
            }
            folded |= (byte & 0x7f) << shift
            shift += 7
        }
        return nil
    }
}
