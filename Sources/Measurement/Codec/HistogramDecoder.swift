import CDeflate

/// Reads HdrHistogram V2, raw or compressed. One decoder reads any number of histograms, one after the other, and keeps
/// libdeflate's tables and one buffer of bounded size (486 KiB) between them. See docs/decisions/0020-two-deflaters.md.
///
/// Nothing in the input can crash it or make it grow: a stream that inflates beyond the largest possible histogram is
/// refused, as is every count outside the layout.
public struct HistogramDecoder: ~Copyable, @unchecked Sendable {
    // Sendable: both blocks of memory have exactly one owner, and the owner cannot be copied.
    /// 9 bytes for each bucket is the most that a histogram can take.
    private static let capacity = V2Header.length + 9 * HistogramLayout.bucketCount

    private let tables: OpaquePointer
    private let inflated: UnsafeMutablePointer<UInt8>

    /// A decoder with nothing read yet.
    public init() {
        // Nothing that is read can cause this: only a system without memory, on which Swift's own allocations end the process too.
        guard let tables = libdeflate_alloc_decompressor() else {
            preconditionFailure("The system has no memory left to read histograms.")
        }
        self.tables = tables
        inflated = .allocate(capacity: Self.capacity)
    }

    deinit {
        libdeflate_free_decompressor(tables)
        inflated.deallocate()
    }

    /// Decodes a histogram and, where exact figures came beside it, checks that they can belong together.
    /// - Throws: ``HistogramDecodingError``; nothing has been changed then.
    public mutating func decode(_ encoded: EncodedHistogram) throws(HistogramDecodingError) -> DecodedHistogram {
        // Most tasks have nothing to tell in some of their histograms.
        let isEmpty = encoded.payload == EncodedHistogram.empty.payload
        var decoded = isEmpty ? DecodedHistogram() : try decode(encoded.payload.bytes, estimating: encoded.exact == nil)
        if let exact = encoded.exact { try decoded.adopt(exact) }
        return decoded
    }

    /// Decodes cookie, length and zlib stream.
    /// - Throws: ``HistogramDecodingError``.
    public mutating func decode(compressedV2 bytes: [UInt8]) throws(HistogramDecodingError) -> DecodedHistogram {
        try decode(bytes, estimating: true)
    }

    private mutating func decode(
        _ bytes: [UInt8],
        estimating: Bool
    ) throws(HistogramDecodingError) -> DecodedHistogram {
        guard bytes.count >= 8 else { throw .lengthMismatch }
        let cookie = Self.bigEndian(bytes[0..<4])
        guard V2Header.sameEncoding(cookie, V2Header.compressedCookie) else {
            throw V2Header.refusal(ofCookie: cookie)
        }
        guard Int(Self.bigEndian(bytes[4..<8])) == bytes.count - 8 else { throw .lengthMismatch }
        let length = bytes.withUnsafeBufferPointer { inflate(UnsafeBufferPointer(rebasing: $0[8...])) }
        guard let length else { throw .corruptCompression }
        return try Self.decode(UnsafeBufferPointer(start: inflated, count: length), estimating: estimating)
    }

    /// Decodes an uncompressed V2 histogram.
    /// - Throws: ``HistogramDecodingError``.
    public static func decode(v2 bytes: [UInt8]) throws(HistogramDecodingError) -> DecodedHistogram {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(HistogramDecodingError) in try decode(buffer, estimating: true) }
        }
        return try result.get()
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Number of bytes in `inflated`, nil unless the whole input was one stream that fits.
    private func inflate(_ deflated: UnsafeBufferPointer<UInt8>) -> Int? {
        var (read, written) = (0, 0)
        let result = libdeflate_zlib_decompress_ex(
            tables,
            deflated.baseAddress,
            deflated.count,
            inflated,
            Self.capacity,
            &read,
            &written
        )
        return result == LIBDEFLATE_SUCCESS && read == deflated.count ? written : nil
    }

    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        estimating: Bool
    ) throws(HistogramDecodingError) -> DecodedHistogram {
        let header = try V2Header(bytes)
        let layout = header.layout
        guard Int(header.payloadLength) == bytes.count - V2Header.length else { throw .lengthMismatch }
        var total: UInt64 = 0
        var failure: HistogramDecodingError?
        let room = min(bytes.count - V2Header.length, layout.bucketCount)
        let buckets = [DecodedHistogram.Bucket](unsafeUninitializedCapacity: room) { output, used in
            guard let base = output.baseAddress else { return }
            var counts = V2Counts(bucketCount: layout.bucketCount, into: base)
            do throws(HistogramDecodingError) {
                try counts.read(bytes, from: V2Header.length)
            } catch {
                failure = error
            }
            (used, total) = (counts.used, counts.total)
        }
        if let failure { throw failure }
        var decoded = DecodedHistogram(buckets: buckets, total: total)
        if !layout.isOurs { decoded.map(layout.ownIndex) }
        if estimating { decoded.estimate() }
        return decoded
    }
}
