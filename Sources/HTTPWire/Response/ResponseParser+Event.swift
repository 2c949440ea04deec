extension ResponseParser {
    /// What is asked for of a response.
    public struct Options: OptionSet, Hashable, Sendable {
        /// One bit per option.
        public let rawValue: UInt8

        /// Bits that stand for no option are ignored.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The request's method was HEAD: there is no body, whatever the head says (RFC 9112, section 6.3).
        public static let headRequest = Options(rawValue: 1)
        /// Report the header fields of the final response. Those of interim responses and trailers are checked, not
        /// reported (RFC 9110, section 6.5.1: trailers must not be merged into the header).
        public static let reportsHeaders = Options(rawValue: 2)
        /// Report where the payload lies.
        public static let reportsBody = Options(rawValue: 4)
    }

    /// One event, and how far the input was used up to reach it.
    public struct Step: Equatable, Sendable {
        /// Bytes of the input that need not be presented again. Ranges in `event` lie before it.
        public var consumed: Int
        /// What was reached.
        public var event: Event

        /// A step, for tests and stand-ins of the parser.
        public init(consumed: Int, event: Event) {
            self.consumed = consumed
            self.event = event
        }
    }

    /// What happened. Ranges are offsets into the input that was given.
    public enum Event: Equatable, Sendable {
        /// All that can be said without more bytes was said.
        case needsMore
        /// A header field; the value is without the blanks around it, and may be empty.
        case header(name: Range<Int>, value: Range<Int>)
        /// A piece of the payload, never empty.
        case body(Range<Int>)
        /// The response is whole. What follows in the input belongs to the next one.
        case complete
        /// The response can never become whole; the connection is of no more use.
        case failed(ResponseFailure)
    }

    enum Phase: UInt8 {
        case statusLine, fields, sizedBody, chunkSize, chunkData, chunkEnd, trailers, bodyUntilClose, complete, failed
    }

    struct Flags: OptionSet {
        let rawValue: UInt16

        static let hasStarted = Flags(rawValue: 1)
        static let headIsParsed = Flags(rawValue: 2)
        static let isHTTP11 = Flags(rawValue: 4)
        static let close = Flags(rawValue: 8)
        static let keepAlive = Flags(rawValue: 16)
        static let hasContentLength = Flags(rawValue: 32)
        static let hasTransferEncoding = Flags(rawValue: 64)
        static let chunked = Flags(rawValue: 128)
        static let isInterim = Flags(rawValue: 256)
    }
}
