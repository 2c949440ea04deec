internal import FoundationEssentials

/// The checksum that S3 asks for with changes of a bucket: CRC-32 as in zlib, ISO 3309.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }

    /// The value of `x-amz-checksum-crc32`: four bytes, the highest first, in base64.
    static func header(_ bytes: [UInt8]) -> String {
        let value = checksum(bytes)
        return Data([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }).base64EncodedString()
    }
}
