/// Why a byte stream is not a response that can be counted as received.
public enum ResponseFailure: UInt8, Error, CaseIterable, Hashable, Sendable {
    /// The first line is not `HTTP/x.y NNN reason` ended by CR LF (RFC 9112, section 4).
    case malformedStatusLine
    /// A header or trailer field breaks the grammar: name not a token, no colon, folded, or a bare CR, LF or control
    /// character (RFC 9112, section 5).
    case malformedHeader
    /// Head, interim heads and trailers together are larger than ``ResponseLimits/headBytes``.
    case headTooLarge
    /// `Content-Length` is not one decimal number below 2^64.
    case invalidContentLength
    /// `Transfer-Encoding` has no value.
    case invalidTransferEncoding
    /// `Content-Length` given twice, or together with `Transfer-Encoding` (RFC 9112, section 6.3).
    case conflictingFraming
    /// A chunk size is not a hexadecimal number below 2^64.
    case invalidChunkSize
    /// A chunk extension breaks the grammar, its line is too long, or chunk data does not end in CR LF.
    case malformedChunk
    /// More 1xx responses than ``ResponseLimits/interimResponses``.
    case tooManyInterimResponses
    /// 101 Switching Protocols, which nobody asked for.
    case unexpectedUpgrade
    /// The peer closed the connection before the response was whole.
    case closedEarly

    /// A name of a fixed, small set, fit for a metric's label.
    public var label: String {
        switch self {
        case .malformedStatusLine: "malformed_status_line"
        case .malformedHeader: "malformed_header"
        case .headTooLarge: "head_too_large"
        case .invalidContentLength: "invalid_content_length"
        case .invalidTransferEncoding: "invalid_transfer_encoding"
        case .conflictingFraming: "conflicting_framing"
        case .invalidChunkSize: "invalid_chunk_size"
        case .malformedChunk: "malformed_chunk"
        case .tooManyInterimResponses: "too_many_interim_responses"
        case .unexpectedUpgrade: "unexpected_upgrade"
        case .closedEarly: "closed_early"
        }
    }
}
