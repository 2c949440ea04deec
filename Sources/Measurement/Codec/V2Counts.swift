/// Reads the counts of a V2 histogram: a positive number counts the next bucket, a negative one skips as many empty buckets.
///
/// Nearly every number takes one byte, and whether a bucket is empty is as good as random. Eight such bytes are taken at once,
/// as lanes of one word, without a branch that depends on them: a processor would guess every third of those wrongly. Sums
/// over all lanes before one are a multiplication.
struct V2Counts {
    /// The lowest bit of each lane, and the sign of a number: set in those that skip.
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    /// High bits of the lanes, set in numbers of more than one byte.
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    /// Times this, each lane becomes the sum of those before it.
    private static let sumsBefore: UInt64 = 0x0101_0101_0101_0100
    /// Most buckets that eight lanes can pass: each skips 32 at most.
    private static let stride = 8 * 32

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
                let taken = take(word)
                if taken > 0 {
                    position += taken
                    guard total <= UInt64(Int64.max) else { throw .countOverflow }
                    continue
                }
            }
            guard let number = ZigZagLEB128.read(bytes, at: &position) else { throw .lengthMismatch }
            try take(number)
        }
    }

    /// Takes the numbers of one byte each that `word` begins with, up to one that skips more than 32 buckets.
    /// - Returns: How many that are.
    @inline(__always)
    private mutating func take(_ word: UInt64) -> Int {
        let skips = (word & Self.ones) &* 0xff
        let numbers = word >> 1 & (Self.ones &* 0x3f)
        let passed = numbers & skips
        // A lane's highest bit says that it cannot be taken here.
        let others = (word | passed << 2) & Self.highBits
        // All eight, nearly always: then nothing waits for how many they are.
        if others == 0 {
            take(counts: numbers & ~skips, passing: passed &+ Self.ones)
            return 8
        }
        let bits = others.trailingZeroBitCount & 0x38
        let lanes = ~(UInt64.max << UInt64(bits))
        take(counts: numbers & ~skips & lanes, passing: (passed &+ Self.ones) & lanes)
        return bits >> 3
    }

    /// - Parameters:
    ///   - counts: Counts of values, by lane; 0 where buckets are skipped.
    ///   - passed: How many buckets each lane passes, 32 at most.
    @inline(__always)
    private mutating func take(counts: UInt64, passing passed: UInt64) {
        let inUse = (counts &+ Self.ones &* 0x7f) >> 7 & Self.ones
        let places = passed &* Self.sumsBefore
        let slots = inUse &* Self.sumsBefore
        var (count, place, slot) = (counts, places, slots)
        // A slot that an empty bucket got goes to the next one in use.
        for _ in 0..<8 {
            buckets[used &+ Self.lowest(slot)] = DecodedHistogram.Bucket(
                index: index &+ Self.lowest(place),
                count: count & 0xff
            )
            (count, place, slot) = (count >> 8, place >> 8, slot >> 8)
        }
        used &+= Self.highest(slots) &+ Self.highest(inUse)
        index &+= Self.highest(places) &+ Self.highest(passed)
        let pairs = counts & 0x00ff_00ff_00ff_00ff &+ counts >> 8 & 0x00ff_00ff_00ff_00ff
        total &+= (pairs &* 0x0001_0001_0001_0001) >> 48
    }

    @inline(__always)
    private static func lowest(_ lanes: UInt64) -> Int { Int(truncatingIfNeeded: lanes & 0xff) }

    @inline(__always)
    private static func highest(_ lanes: UInt64) -> Int { Int(truncatingIfNeeded: lanes >> 56) }

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
