/// How much a peer may send around a body before ``ResponseParser`` gives up on it.
public struct ResponseLimits: Hashable, Sendable {
    /// Bytes of everything that is neither body nor chunk framing: status lines, header fields, trailer fields and the
    /// interim (1xx) heads before them, added up. A single chunk-size line may be this long too.
    public var headBytes: UInt32
    /// Interim (1xx) responses that may precede the final one (RFC 9110, section 15.2 sets no bound).
    public var interimResponses: UInt16

    /// 64 KiB of head and 16 interim responses unless told otherwise.
    public init(headBytes: UInt32 = 64 * 1024, interimResponses: UInt16 = 16) {
        self.headBytes = headBytes
        self.interimResponses = interimResponses
    }
}
