/// The 40 bytes before the counts of an HdrHistogram V2 payload, big endian.
///
/// Source: HdrHistogram `ENCODING`, version 2. The third nibble of a cookie is a word size and is ignored.
struct V2Header {
    static let length = 40
    static let cookie: UInt32 = 0x1c84_9313
    static let compressedCookie: UInt32 = 0x1c84_9314

    var payloadLength: UInt32
    var layout: ForeignLayout

    static func sameEncoding(_ found: UInt32, _ wanted: UInt32) -> Bool {
        found & 0xffff_ff0f == wanted & 0xffff_ff0f
    }

    static func refusal(ofCookie cookie: UInt32) -> HistogramDecodingError {
        HistogramDecodingError(
            .unsupportedEncoding,
            "The cookie 0x\(String(cookie, radix: 16)) is not HdrHistogram V2's; encode with version 2, compressed."
        )
    }

    /// Reads and judges the header at the start of `bytes`.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(HistogramDecodingError) {
        guard bytes.count >= Self.length else { throw .lengthMismatch }
        let raw = UnsafeRawBufferPointer(bytes)
        let cookie = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        guard Self.sameEncoding(cookie, Self.cookie) else { throw Self.refusal(ofCookie: cookie) }
        payloadLength = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        let offset = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        let digits = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        let lowest = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        let ratio = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 32, as: UInt64.self))
        guard offset == 0, ratio == (1.0).bitPattern else {
            throw HistogramDecodingError(
                .unsupportedLayout,
                "The histogram is a shifted or scaled one (of doubles); encode a histogram of integers."
            )
        }
        layout = try ForeignLayout(digits: digits, lowest: lowest)
    }

    /// The header of a histogram in ``HistogramLayout``.
    static func append(payloadLength: Int, highest: UInt64, to bytes: inout [UInt8]) {
        append(cookie, to: &bytes)
        append(UInt32(payloadLength), to: &bytes)
        append(UInt32(0), to: &bytes)
        append(UInt32(HistogramLayout.significantDigits), to: &bytes)
        append(UInt64(1), to: &bytes)
        append(highest, to: &bytes)
        append((1.0).bitPattern, to: &bytes)
    }

    static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
