/// A borrowed run of bytes with the two searches that parsing a head consists of, 16 bytes at a time.
struct ByteScanner {
    let base: UnsafeRawPointer
    let count: Int

    // Operators between two vectors compile to single instructions; those with a scalar operand become loops.
    private typealias Block = SIMD16<UInt8>

    @inline(__always)
    subscript(index: Int) -> UInt8 { base.load(fromByteOffset: index, as: UInt8.self) }

    /// Eight bytes as a little-endian word. The caller has checked that they exist.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// Whether CR LF stands at `index`. The caller has checked that two bytes exist.
    @inline(__always)
    func isLineEnd(at index: Int) -> Bool {
        UInt16(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt16.self)) == 0x0A0D
    }

    /// Eight bytes with the bit 0x20 set in each, which makes letters lower case. Only letters of either case turn into
    /// letters, and only the hyphen and carriage return into the hyphen.
    @inline(__always)
    func lowercaseWord(at index: Int) -> UInt64 {
        word(at: index) | 0x2020_2020_2020_2020
    }

    /// The first byte at or after `start` that may not stand in a field value or reason phrase: a control character
    /// other than tab, or DEL (RFC 9110, section 5.5). `count` when there is none.
    @inline(__always)
    func endOfText(from start: Int) -> Int {
        var index = start
        while index &+ 16 <= count {
            let block = base.loadUnaligned(fromByteOffset: index, as: Block.self)
            let stops = (block .< Block(repeating: 0x20)) .| (block .== Block(repeating: 0x7F))
            let bits = unsafeBitCast(stops, to: UInt128.self)
            if bits == 0 {
                index &+= 16
                continue
            }
            index &+= bits.trailingZeroBitCount &>> 3
            if self[index] != ASCII.tab { return index }
            index &+= 1
        }
        while index < count {
            let byte = self[index]
            if byte < 0x20 ? byte != ASCII.tab : byte == 0x7F { return index }
            index &+= 1
        }
        return count
    }

    /// The first byte at or after `start` that is not a token character. `count` when there is none.
    @inline(__always)
    func endOfToken(from start: Int) -> Int {
        var index = start
        // Nearly every field name is letters and hyphens; the byte loop handles what else a token may hold.
        while index &+ 16 <= count {
            let block = base.loadUnaligned(fromByteOffset: index, as: Block.self)
            let letter = (block | Block(repeating: 0x20)) &- Block(repeating: 0x61)
            let usual = (letter .< Block(repeating: 26)) .| (block .== Block(repeating: 0x2D))
            let others = ~unsafeBitCast(usual, to: UInt128.self)
            if others != 0 {
                index &+= others.trailingZeroBitCount &>> 3
                if self[index] == ASCII.colon { return index }
                break
            }
            index &+= 16
        }
        while index < count, ASCII.isToken(self[index]) { index &+= 1 }
        return index
    }
}
