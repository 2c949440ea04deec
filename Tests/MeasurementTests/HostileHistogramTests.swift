import Measurement
import Testing

@Suite("Hostile histograms")
struct HostileHistogramTests {
    private static func sample() -> Histogram {
        var histogram = Histogram()
        for value in Distribution.lognormal.values(300) { histogram.record(value) }
        return histogram
    }

    /// A raw V2 histogram with the given fields.
    private static func raw(
        counts: [UInt8],
        cookie: [UInt8] = [0x1c, 0x84, 0x93, 0x13],
        length: Int? = nil,
        offset: UInt8 = 0,
        digits: UInt8 = 3,
        lowest: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1],
        ratio: UInt8 = 0x3f
    ) -> [UInt8] {
        let length = length ?? counts.count
        return cookie + [0, 0, UInt8(length >> 8), UInt8(length & 0xff), 0, 0, 0, offset, 0, 0, 0, digits] + lowest
            + [0, 0, 0, 0, 0xd6, 0x93, 0xa4, 0, ratio, 0xf0, 0, 0, 0, 0, 0, 0] + counts
    }

    private static let maximum: [UInt8] = [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    private static let minimum: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]

    @Test(
        "each kind of damage is refused by its name",
        arguments: [
            (raw(counts: [0x80]), HistogramDecodingError.Code.lengthMismatch),
            (raw(counts: [2], length: 2), .lengthMismatch),
            (raw(counts: [2, 2], length: 1), .lengthMismatch),
            (Array(raw(counts: []).prefix(39)), .lengthMismatch),
            ([], .lengthMismatch),
            (raw(counts: [2], cookie: [0x1c, 0x84, 0x93, 0x01]), .unsupportedEncoding),
            (raw(counts: [2], offset: 1), .unsupportedLayout),
            (raw(counts: [2], digits: 0), .unsupportedLayout),
            (raw(counts: [2], digits: 4), .unsupportedLayout),
            (raw(counts: [2], lowest: [0, 0, 0, 0, 0, 0, 0, 0]), .unsupportedLayout),
            (raw(counts: [2], lowest: [0xff, 0, 0, 0, 0, 0, 0, 0]), .unsupportedLayout),
            (raw(counts: [2], ratio: 0x40), .unsupportedLayout),
            (raw(counts: minimum), .indexOutOfRange),
            (raw(counts: [0xff, 0xdf, 0x06, 2, 2]), .indexOutOfRange),
            (raw(counts: maximum + maximum), .countOverflow),
        ]
    )
    func namedRefusals(bytes: [UInt8], code: HistogramDecodingError.Code) {
        let error = #expect(throws: HistogramDecodingError.self) { try HistogramDecoder.decode(v2: bytes) }
        #expect(error?.code == code)
        #expect(error?.label == code.rawValue)
    }

    @Test("the largest count and the last bucket are still read")
    func limits() throws {
        #expect(try HistogramDecoder.decode(v2: Self.raw(counts: Self.maximum)).statistics.count == UInt64(Int64.max))
        let last = try HistogramDecoder.decode(v2: Self.raw(counts: [0xfd, 0xdf, 0x06, 2]))
        #expect(last.statistics.max == UInt64(Int64.max))
    }

    @Test("every truncation of a message is refused and leaves the histogram as it was")
    func truncation() {
        let bytes = Self.sample().encodedCompressedV2()
        var target = Self.sample()
        for length in 0..<bytes.count {
            #expect(throws: HistogramDecodingError.self) {
                try target.merge(decodingCompressedV2: Array(bytes.prefix(length)))
            }
        }
        #expect(target == Self.sample())
    }

    /// Deflate has several spellings of the same bytes, so a few flips change nothing; the checksum finds all others.
    @Test("a flipped bit of a compressed message is refused or changes nothing")
    func compressedBitFlips() throws {
        let bytes = Self.sample().encodedCompressedV2()
        var decoder = HistogramDecoder()
        let honest = try decoder.decode(compressedV2: bytes)
        var refused = 0
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            do {
                let decoded = try decoder.decode(compressedV2: damaged)
                #expect(decoded == honest, "bit \(bit)")
            } catch {
                refused += 1
            }
        }
        #expect(refused > bytes.count * 8 * 95 / 100)
    }

    @Test("any change of the raw counts is refused or read, and never crashes a merge or a percentile")
    func rawMutations() {
        let bytes = Self.sample().encodedV2()
        var generator = SeededGenerator(state: 7)
        var outcomes: [Bool: Int] = [:]
        for _ in 0..<1000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                damaged[Int.random(in: 4..<damaged.count, using: &generator)] = UInt8(
                    truncatingIfNeeded: generator.next()
                )
            }
            let decoded = try? HistogramDecoder.decode(v2: damaged)
            outcomes[decoded != nil, default: 0] += 1
            guard let decoded else { continue }
            var histogram = Self.sample()
            histogram.merge(decoded)
            histogram.merge(decoded)
            let percentile = histogram.value(atPercentile: 99)
            #expect(percentile >= histogram.min && percentile <= histogram.max && histogram.stdDev.isFinite)
        }
        #expect(outcomes[true, default: 0] > 50)
        #expect(outcomes[false, default: 0] > 50)
    }

    /// A run of zeros that inflates to a megabyte from a kilobyte.
    @Test("a stream that inflates beyond the largest histogram is refused")
    func decompressionBomb() throws {
        let payload = try HistogramPayload(base64: DecompressionBomb.base64)
        #expect(payload.bytes.count < 1200)
        let error = #expect(throws: HistogramDecodingError.self) {
            try Histogram(decodingCompressedV2: payload.bytes)
        }
        #expect(error?.code == .corruptCompression)
    }

    @Test("version 1 and other bytes are refused as what they are")
    func otherEncodings() {
        let cases: [([UInt8], HistogramDecodingError.Code)] = [
            ([0x1c, 0x84, 0x93, 0x82, 0, 0, 0, 0], .unsupportedEncoding),
            ([0x1c, 0x84, 0x93, 0x13, 0, 0, 0, 0], .unsupportedEncoding),
            ([0x1c, 0x84, 0x93, 0x14, 0xff, 0xff, 0xff, 0xff], .lengthMismatch),
            ([0x1c, 0x84, 0x93, 0x14, 0, 0, 0, 0], .corruptCompression),
            ([0x1c, 0x84, 0x93, 0x14, 0, 0, 0, 2, 0x78, 0x9c], .corruptCompression),
        ]
        for (bytes, code) in cases {
            let error = #expect(throws: HistogramDecodingError.self) { try Histogram(decodingCompressedV2: bytes) }
            #expect(error?.code == code)
        }
    }
}
