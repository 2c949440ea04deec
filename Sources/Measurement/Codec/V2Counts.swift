/// Reads the counts of a V2 histogram: a positive number counts the next bucket, a negative one skips as many empty buckets.
///
/// Nearly every number takes one byte, and whether a bucket is empty is as good as random. Such bytes are read eight at a
/// time without a branch that depends on them, as a processor would guess every third of those branches wrongly.
struct V2Counts {
    /// High bits of eight bytes, set in numbers of more than one byte.
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    /// Most buckets that eight bytes can pass: each skips 64 at most.
    private static let stride = 8 * 64

    /// Sum of the counts.
    private(set) var total: UInt64 = 0
    /// Number of buckets written.
    private(set) var used = 0
    private var index = 0
    private let bucketCount: Int
    private let buckets: UnsafeMutablePointer<DecodedHistogram.Bucket>

    /// - Parameter buckets: Room for as many buckets as there are bytes to read, or as there are in the layout.
    init(bucketCount: Int, into buckets: UnsafeMutablePointer<DecodedHistogram.Bucket>) {
        self.bucketCount = bucketCount
        self.buckets = buckets
    }

    /// Reads all of `bytes` from `start` on.
    /// - Throws: `lengthMismatch`, `indexOutOfRange`, `countOverflow`: of the first number that is wrong.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(HistogramDecodingError) {
        let raw = UnsafeRawBufferPointer(bytes)
        var position = start
        while position < bytes.count {
            if position + 8 <= bytes.count, index + Self.stride <= bucketCount {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                let short = (word & Self.highBits).trailingZeroBitCount >> 3
                if short > 0 {
                    take(word, short)
                    position += short
                    guard total <= UInt64(Int64.max) else { throw .countOverflow }
                    continue
                }
            }
            guard let number = ZigZagLEB128.read(bytes, at: &position) else { throw .lengthMismatch }
            try take(number)
        }
    }

    /// The lowest `count` bytes of `word`, each a number of its own, none of which can leave the layout.
    private mutating func take(_ word: UInt64, _ count: Int) {
        var (rest, used, index, total) = (word, used, index, total)
        for _ in 0..<count {
            let byte = rest & 0x7f
            rest >>= 8
            let isCount = ~byte & 1
            let counted = byte >> 1 & (0 &- isCount)
            buckets[used] = DecodedHistogram.Bucket(index: index, count: counted)
            used &+= counted > 0 ? 1 : 0
            total &+= counted
            index &+= Int(truncatingIfNeeded: isCount | (byte &+ 1) >> 1 & (isCount &- 1))
        }
        (self.used, self.index, self.total) = (used, index, total)
    }

    private mutating func take(_ number: Int64) throws(HistogramDecodingError) {
        let passed = number < 0 ? number.magnitude : 1
        guard passed <= UInt64(bucketCount - index) else { throw .indexOutOfRange }
        if number > 0 {
            total += number.magnitude
            guard total <= UInt64(Int64.max) else { throw .countOverflow }
            buckets[used] = DecodedHistogram.Bucket(index: index, count: number.magnitude)
            used += 1
        }
        index += Int(passed)
    }
}
