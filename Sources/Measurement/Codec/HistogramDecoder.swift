import CZlib

/// Reads HdrHistogram V2, raw or compressed. One decoder reads any number of histograms, one after the other, and keeps
/// zlib's state and one buffer of bounded size (486 KiB) between them.
///
/// Nothing in the input can crash it or make it grow: a stream that inflates beyond the largest possible histogram is
/// refused, as is every count outside the layout.
public struct HistogramDecoder: ~Copyable, @unchecked Sendable {
    // Sendable: both blocks of memory have exactly one owner, and the owner cannot be copied.
    /// 9 bytes for each bucket is the most that a histogram can take.
    private static let capacity = V2Header.length + 9 * HistogramLayout.bucketCount

    // zlib keeps the address of its stream, so it needs a place of its own.
    private let stream: UnsafeMutablePointer<z_stream>
    private let inflated: UnsafeMutablePointer<UInt8>

    /// A decoder with nothing read yet.
    public init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        inflated = .allocate(capacity: Self.capacity)
        let status = inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib cannot start: out of memory, or built against another version")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        inflated.deallocate()
    }

    /// Decodes a histogram and, where exact figures came beside it, checks that they can belong together.
    /// - Throws: ``HistogramDecodingError``; nothing has been changed then.
    public mutating func decode(_ encoded: EncodedHistogram) throws(HistogramDecodingError) -> DecodedHistogram {
        var decoded = try decode(compressedV2: encoded.payload.bytes)
        if let exact = encoded.exact { try decoded.adopt(exact) }
        return decoded
    }

    /// Decodes cookie, length and zlib stream.
    /// - Throws: ``HistogramDecodingError``.
    public mutating func decode(compressedV2 bytes: [UInt8]) throws(HistogramDecodingError) -> DecodedHistogram {
        guard bytes.count >= 8 else { throw .lengthMismatch }
        let cookie = Self.bigEndian(bytes[0..<4])
        guard V2Header.sameEncoding(cookie, V2Header.compressedCookie) else {
            throw V2Header.refusal(ofCookie: cookie)
        }
        guard Int(Self.bigEndian(bytes[4..<8])) == bytes.count - 8 else { throw .lengthMismatch }
        let length = bytes.withUnsafeBufferPointer { inflate(UnsafeBufferPointer(rebasing: $0[8...])) }
        guard let length else { throw .corruptCompression }
        return try Self.decode(UnsafeBufferPointer(start: inflated, count: length))
    }

    /// Decodes an uncompressed V2 histogram.
    /// - Throws: ``HistogramDecodingError``.
    public static func decode(v2 bytes: [UInt8]) throws(HistogramDecodingError) -> DecodedHistogram {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(HistogramDecodingError) in try decode(buffer) }
        }
        return try result.get()
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Number of bytes in `inflated`, nil unless the whole input was one stream that fits.
    private func inflate(_ deflated: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = deflated.baseAddress, inflateReset(stream) == Z_OK else { return nil }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
        stream.pointee.avail_in = UInt32(deflated.count)
        stream.pointee.next_out = inflated
        stream.pointee.avail_out = UInt32(Self.capacity)
        guard CZlib.inflate(stream, Z_FINISH) == Z_STREAM_END, stream.pointee.avail_in == 0 else { return nil }
        return Self.capacity - Int(stream.pointee.avail_out)
    }

    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(HistogramDecodingError) -> DecodedHistogram {
        let header = try V2Header(bytes)
        guard Int(header.payloadLength) == bytes.count - V2Header.length else { throw .lengthMismatch }
        return try counts(bytes, in: header.layout)
    }

    /// A positive number counts the next bucket, a negative one skips as many empty buckets.
    private static func counts(
        _ bytes: UnsafeBufferPointer<UInt8>,
        in layout: ForeignLayout
    ) throws(HistogramDecodingError) -> DecodedHistogram {
        var decoded = DecodedHistogram()
        var total: UInt64 = 0
        var sum: UInt64 = 0
        var index = 0
        var position = V2Header.length
        while position < bytes.count {
            guard let number = ZigZagLEB128.read(bytes, at: &position) else { throw .lengthMismatch }
            let buckets = number < 0 ? number.magnitude : 1
            guard buckets <= UInt64(layout.bucketCount - index) else { throw .indexOutOfRange }
            if number > 0 {
                let own = layout.ownIndex(of: index)
                total += number.magnitude
                guard total <= UInt64(Int64.max) else { throw .countOverflow }
                sum = sum.addingSaturated(
                    HistogramLayout.midEquivalent(at: own).multipliedSaturated(by: number.magnitude)
                )
                decoded.buckets.append(DecodedHistogram.Bucket(index: own, count: number.magnitude))
            }
            index += Int(buckets)
        }
        if let first = decoded.buckets.first, let last = decoded.buckets.last {
            decoded.statistics = ExactStatistics(
                count: total,
                min: HistogramLayout.lowestEquivalent(at: first.index),
                max: HistogramLayout.highestEquivalent(at: last.index),
                sum: sum
            )
        }
        return decoded
    }
}
