extension Histogram {
    /// The histogram as raw HdrHistogram V2. Minimum, maximum and sum travel to the resolution of the buckets only.
    public func encodedV2() -> [UInt8] {
        var bytes: [UInt8] = []
        appendV2(to: &bytes)
        return bytes
    }

    /// The histogram as compressed HdrHistogram V2. For many in a row use one ``HistogramEncoder``.
    public func encodedCompressedV2() -> [UInt8] {
        var encoder = HistogramEncoder()
        return encoder.compressedV2(self)
    }

    /// Reads a compressed HdrHistogram V2. For many in a row use one ``HistogramDecoder``.
    /// - Throws: ``HistogramDecodingError``.
    public init(decodingCompressedV2 bytes: [UInt8]) throws(HistogramDecodingError) {
        self.init()
        try merge(decodingCompressedV2: bytes)
    }

    /// Adds the values of a compressed HdrHistogram V2. For many in a row use one ``HistogramDecoder``.
    /// - Throws: ``HistogramDecodingError``; the histogram is unchanged then.
    public mutating func merge(decodingCompressedV2 bytes: [UInt8]) throws(HistogramDecodingError) {
        var decoder = HistogramDecoder()
        merge(try decoder.decode(compressedV2: bytes))
    }

    /// Appends header and counts. Empty buckets in a row become one negative number; those at the end are left out.
    func appendV2(to bytes: inout [UInt8]) {
        let start = bytes.count
        V2Header.append(payloadLength: 0, highest: highestOnTheWire, to: &bytes)
        var empty = firstIndex
        for count in buckets {
            guard count > 0 else {
                empty += 1
                continue
            }
            if empty > 0 { ZigZagLEB128.append(-Int64(empty), to: &bytes) }
            ZigZagLEB128.append(Int64(clamping: count), to: &bytes)
            empty = 0
        }
        let length = UInt32(bytes.count - start - V2Header.length)
        for offset in 0..<4 {
            bytes[start + 4 + offset] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * offset))
        }
    }

    /// One hour as long as the values stay below, so that readers allocate little.
    private var highestOnTheWire: UInt64 {
        let used = firstIndex + (buckets.lastIndex { $0 > 0 } ?? 0)
        return used <= HistogramRecorder.lastIndex ? HistogramLayout.highestTrackable : HistogramLayout.highestValue
    }
}
