extension ResponseParser {
    /// A body of known length.
    mutating func parseSizedBody(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        let payload = takePayload(bytes, &offset)
        if remaining == 0 { phase = .complete }
        return report(payload)
    }

    /// The data of one chunk.
    mutating func parseChunkData(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        let payload = takePayload(bytes, &offset)
        if remaining == 0 { phase = .chunkEnd }
        return report(payload)
    }

    /// A body that lasts until the peer closes.
    mutating func parseBodyUntilClose(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        remaining = .max
        let payload = takePayload(bytes, &offset)
        return report(payload)
    }

    /// Skips what the input holds of the `remaining` payload bytes.
    @inline(__always)
    private mutating func takePayload(_ bytes: ByteScanner, _ offset: inout Int) -> Range<Int> {
        let start = offset
        let length = min(remaining, UInt64(truncatingIfNeeded: bytes.count &- start))
        remaining &-= length
        bodyLength &+= length
        offset = start &+ Int(truncatingIfNeeded: length)
        return Range(uncheckedBounds: (start, offset))
    }

    @inline(__always)
    private func report(_ payload: Range<Int>) -> Event? {
        if options.contains(.reportsBody), !payload.isEmpty { return .body(payload) }
        switch phase {
        case .complete: return .complete
        case .chunkEnd: return nil
        default: return .needsMore
        }
    }
}
