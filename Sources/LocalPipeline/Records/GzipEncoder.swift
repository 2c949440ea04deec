internal import CZlib
internal import Glibc

/// Makes gzip members (RFC 1952), each complete by itself: any number of them one after the other is one valid stream. Keeps zlib's
/// state between them.
final class GzipEncoder {
    /// zlib keeps the address of its stream, so it needs a place of its own.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output: [UInt8] = []

    /// The fastest: what is written must keep up with the load.
    private static let level: Int32 = 1
    /// 15 bits of window, and gzip's head and trailer instead of zlib's.
    private static let gzip: Int32 = 15 + 16

    /// - Throws: ``SystemError`` where there is no memory.
    init() throws(SystemError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        let status = deflateInit2_(
            stream,
            Self.level,
            Z_DEFLATED,
            Self.gzip,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            size
        )
        guard status == Z_OK else { throw SystemError(ENOMEM) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// One member with this content. Valid until the next call.
    func member(of content: [UInt8]) -> ArraySlice<UInt8> {
        deflateReset(stream)
        let bound = Int(deflateBound(stream, UInt(content.count)))
        if output.count < bound { output = [UInt8](repeating: 0, count: bound) }
        let length = content.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                // zlib does not write to its input; its interface only fails to say so.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                deflate(stream, Z_FINISH)
                return output.count - Int(stream.pointee.avail_out)
            }
        }
        return output[..<length]
    }
}
