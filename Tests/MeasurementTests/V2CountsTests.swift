import Testing

@testable import Measurement

/// The counts of a histogram are read eight bytes at a time; what comes of it is what the format says number by number.
@Suite("Counts of a histogram")
struct V2CountsTests {
    /// The format as it is written down: what is wrong first, or bucket by bucket what is counted.
    private static func reference(_ payload: [UInt8], bucketCount: Int) -> Result<[Int: UInt64], HistogramDecodingError>
    {
        var counts: [Int: UInt64] = [:]
        var (index, position, total) = (0, 0, UInt64(0))
        while position < payload.count {
            let number = payload.withUnsafeBufferPointer { ZigZagLEB128.read($0, at: &position) }
            guard let number else { return .failure(.lengthMismatch) }
            let passed = number < 0 ? number.magnitude : 1
            guard passed <= UInt64(bucketCount - index) else { return .failure(.indexOutOfRange) }
            if number > 0 {
                total += number.magnitude
                guard total <= UInt64(Int64.max) else { return .failure(.countOverflow) }
                counts[index] = number.magnitude
            }
            index += Int(passed)
        }
        return .success(counts)
    }

    private static func decoded(_ payload: [UInt8], digits: UInt8) -> Result<DecodedHistogram, HistogramDecodingError> {
        var bytes: [UInt8] = []
        V2Header.append(payloadLength: payload.count, highest: HistogramLayout.highestTrackable, to: &bytes)
        bytes[15] = digits
        bytes += payload
        return Result { () throws(HistogramDecodingError) in try HistogramDecoder.decode(v2: bytes) }
    }

    private static func expectSame(_ payload: [UInt8], digits: UInt8 = 3) throws {
        let layout = try ForeignLayout(digits: UInt32(digits), lowest: 1)
        switch (reference(payload, bucketCount: layout.bucketCount), decoded(payload, digits: digits)) {
        case (.success(let counts), .success(let decoded)):
            let own = counts.map { DecodedHistogram.Bucket(index: layout.ownIndex(of: $0.key), count: $0.value) }
            #expect(decoded.buckets == own.sorted { $0.index < $1.index })
            #expect(decoded.statistics.count == counts.values.reduce(0, +))
        case (.failure(let expected), .failure(let error)): #expect(error == expected)
        case (let expected, let result): Issue.record("\(payload): \(result) instead of \(expected)")
        }
    }

    /// Numbers of one byte, of several, zeros and long gaps, in mixtures in which each is frequent or rare.
    private static func payload(_ random: inout SeededGenerator) -> [UInt8] {
        var payload: [UInt8] = []
        let rare = Int.random(in: 2...40, using: &random)
        for _ in 0..<Int.random(in: 0...120, using: &random) {
            guard Int.random(in: 0..<rare, using: &random) == 0 else {
                payload.append(UInt8.random(in: 0..<128, using: &random))
                continue
            }
            let number = Int64(bitPattern: random.next()) >> Int64.random(in: 0...62, using: &random)
            // Few gaps are longer than the layout, or every payload would end there.
            ZigZagLEB128.append(number < -20_000 ? -(number / 4) : number, to: &payload)
        }
        return payload
    }

    @Test("of any numbers are those that the format gives", arguments: [3, 3, 2, 1] as [UInt8])
    func anyNumbers(digits: UInt8) throws {
        var random = SeededGenerator(state: UInt64(digits))
        for _ in 0..<5000 { try Self.expectSame(Self.payload(&random), digits: digits) }
    }

    @Test("of any bytes are refused or read as the format says")
    func anyBytes() throws {
        var random = SeededGenerator(state: 99)
        for length in 0..<2000 {
            try Self.expectSame((0..<length % 50).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        }
    }

    @Test("near the end of the layout stay within it", arguments: [3, 2, 1] as [UInt8])
    func lastBuckets(digits: UInt8) throws {
        let last = try ForeignLayout(digits: UInt32(digits), lowest: 1).bucketCount
        for left in [0, 1, 7, 8, 9, 63, 64, 255, 256, 257, 512, 513] {
            for follows in [[2, 2, 2], [0x7f], [0x7f, 2], Array(repeating: 0x7f, count: 8)] as [[UInt8]] {
                var payload: [UInt8] = []
                ZigZagLEB128.append(-Int64(last - left), to: &payload)
                for count in [0, 6, 7, 8, 500] {
                    try Self.expectSame(payload + Array(repeating: 4, count: count) + follows, digits: digits)
                }
            }
        }
    }

    @Test("overflow at the number that is too many")
    func overflow() throws {
        var payload: [UInt8] = []
        ZigZagLEB128.append(.max - 3, to: &payload)
        for more in 0...12 { try Self.expectSame(payload + Array(repeating: 2, count: more)) }
    }
}
