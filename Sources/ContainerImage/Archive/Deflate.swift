internal import CZlib

/// zlib, whole buffers at a time. The same bytes and the same zlib give the same output.
enum Deflate {
    /// What stands around the compressed data.
    enum Wrapping: Int32 {
        /// Nothing, as in a zip archive.
        case none = -15
        /// A gzip header without a name or a time, and a trailer (RFC 1952).
        case gzip = 31
    }

    /// Most bytes of one call: zlib's counters have 32 bits.
    private static let largest = 1 << 30

    static func compress(_ content: [UInt8], _ wrapping: Wrapping, level: Int32 = 9) throws(ImageError) -> [UInt8] {
        guard content.count <= largest else {
            throw ImageError(.invalidEntry, "\(content.count) bytes are too many to be packed: 1 GiB at most")
        }
        // zlib keeps the address of its stream, so it needs a place of its own.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(stream, level, Z_DEFLATED, wrapping.rawValue, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
                == Z_OK
        else {
            throw ImageError(.compression, "zlib could not start: no memory, or another version than it was built for")
        }
        defer { deflateEnd(stream) }
        var input = content
        // A gzip header has at most 18 bytes with its trailer; the bound counts them.
        let bound = Int(deflateBound(stream, UInt(content.count)))
        let output = [UInt8](unsafeUninitializedCapacity: bound) { output, written in
            written = input.withUnsafeMutableBufferPointer { input in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                return deflate(stream, Z_FINISH) == Z_STREAM_END ? output.count - Int(stream.pointee.avail_out) : 0
            }
        }
        guard !output.isEmpty else { throw ImageError(.compression, "zlib did not finish \(content.count) bytes") }
        return output
    }

    /// The checksum of zip archives.
    static func checksum(_ content: [UInt8]) -> UInt32 {
        content.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
