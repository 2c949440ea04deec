import CZlib

/// Writes HdrHistogram V2, compressed. One encoder writes any number of histograms and keeps zlib's state (260 KiB) and
/// its buffers between them.
public struct HistogramEncoder: ~Copyable, @unchecked Sendable {
    // Sendable: the stream has exactly one owner, and the owner cannot be copied.
    // zlib keeps the address of its stream, so it needs a place of its own.
    private let stream: UnsafeMutablePointer<z_stream>
    private var raw: [UInt8] = []

    /// An encoder with nothing written yet.
    public init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Counts are nearly random: looking for what repeats other than at once finds little, costs three times as much, and
        // makes the result a tenth larger, as zlib does not weigh a repetition against the literals that it saves.
        let status = deflateInit2_(
            stream,
            Z_DEFAULT_COMPRESSION,
            Z_DEFLATED,
            15,
            8,
            Z_RLE,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        precondition(status == Z_OK, "zlib cannot start: out of memory, or built against another version")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The histogram's buckets in the wire form, with the exact figures beside them.
    public mutating func encode(_ histogram: Histogram) -> EncodedHistogram {
        EncodedHistogram(
            payload: HistogramPayload(bytes: compressedV2(histogram)),
            exact: histogram.statistics
        )
    }

    /// Cookie, length and zlib stream, as HdrHistogram's `encodeIntoCompressedByteBuffer` writes them.
    public mutating func compressedV2(_ histogram: Histogram) -> [UInt8] {
        raw.removeAll(keepingCapacity: true)
        histogram.appendV2(to: &raw)
        deflateReset(stream)
        let bound = Int(deflateBound(stream, UInt(raw.count)))
        return [UInt8](unsafeUninitializedCapacity: 8 + bound) { output, written in
            let length = deflate(into: UnsafeMutableBufferPointer(rebasing: output[8...]))
            let head = UnsafeMutableRawBufferPointer(output)
            head.storeBytes(of: V2Header.compressedCookie.bigEndian, toByteOffset: 0, as: UInt32.self)
            head.storeBytes(of: UInt32(length).bigEndian, toByteOffset: 4, as: UInt32.self)
            written = 8 + length
        }
    }

    /// Number of bytes written. `output` has at least `deflateBound` bytes, so that one call finishes the stream.
    private mutating func deflate(into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let stream = stream
        return raw.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            _ = CZlib.deflate(stream, Z_FINISH)
            return output.count - Int(stream.pointee.avail_out)
        }
    }
}
