import CZlib

/// Unpacks with zlib what was packed; nil where it is damaged. `bits` as `inflateInit2` takes them: 31 for gzip, -15 for
/// bare data.
func inflate(_ packed: [UInt8], bits: Int32, limit: Int = 1 << 20) -> [UInt8]? {
    var stream = z_stream()
    var input = packed
    var isWhole = false
    let output = [UInt8](unsafeUninitializedCapacity: limit) { output, written in
        input.withUnsafeMutableBufferPointer { input in
            withUnsafeMutablePointer(to: &stream) { stream in
                guard inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
                    return
                }
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                isWhole = CZlib.inflate(stream, Z_FINISH) == Z_STREAM_END && stream.pointee.avail_in == 0
                written = output.count - Int(stream.pointee.avail_out)
                inflateEnd(stream)
            }
        }
    }
    return isWhole ? output : nil
}
