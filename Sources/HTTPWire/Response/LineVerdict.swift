/// What a line of a head, or as much of it as is there, turned out to be.
///
/// Every verdict names the byte that decided it, so that limits are applied to the same byte however the input is cut.
struct LineVerdict {
    enum Kind: UInt8 { case whole, partial, malformed }

    let kind: Kind
    /// The offset after the byte that decided: for a whole line, where the next line starts.
    let end: Int

    @inline(__always)
    static func whole(end: Int) -> LineVerdict { LineVerdict(kind: .whole, end: end) }

    @inline(__always)
    static func partial(end: Int) -> LineVerdict { LineVerdict(kind: .partial, end: end) }

    @inline(__always)
    static func malformed(at index: Int) -> LineVerdict { LineVerdict(kind: .malformed, end: index &+ 1) }
}

extension ByteScanner {
    /// The verdict on a line whose text ends at `index`, where CR LF has to stand.
    @inline(__always)
    func lineEnd(at index: Int) -> LineVerdict {
        guard index < count else { return .partial(end: count) }
        guard self[index] == ASCII.carriageReturn else { return .malformed(at: index) }
        guard index &+ 1 < count else { return .partial(end: count) }
        guard self[index &+ 1] == ASCII.lineFeed else { return .malformed(at: index &+ 1) }
        return .whole(end: index &+ 2)
    }
}

extension ResponseParser {
    /// Charges a line that starts at `offset` against the head's limit and moves `offset` behind it when it is whole.
    ///
    /// - Returns: nil for a whole line within the limit, else what to tell the caller.
    @inline(__always)
    mutating func take(_ line: LineVerdict, _ offset: inout Int, malformed: ResponseFailure) -> Event? {
        let length = line.end &- offset
        let room = Int(limits.headBytes &- headBytes)
        guard length <= room else { return fail(.headTooLarge) }
        switch line.kind {
        case .whole:
            headBytes &+= UInt32(truncatingIfNeeded: length)
            offset = line.end
            return nil
        case .partial: return .needsMore
        case .malformed: return fail(malformed)
        }
    }
}
