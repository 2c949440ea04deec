/// An incremental parser of HTTP/1.1 responses (RFC 9112) that does no I/O, allocates nothing and holds no reference.
///
/// It is given bytes and answers with one event at a time. Bodies are skipped by arithmetic, never looked at. Where the
/// RFC leaves room it is as strict as llhttp's strict mode: CR LF only, no folded fields, one `Content-Length`, no
/// `Content-Length` beside `Transfer-Encoding`, no blanks around a chunk size. Versions are 0.9, 1.0, 1.1 and 2.0, and
/// the protocol names RTSP and ICE are let through as well, as llhttp does: their framing is the same.
///
/// What comes out does not depend on how the bytes were cut into pieces.
public struct ResponseParser: Sendable {
    let limits: ResponseLimits
    /// What is asked for of the response under way.
    public private(set) var options: Options
    var phase = Phase.statusLine
    var flags = Flags()
    var failure = ResponseFailure.closedEarly
    var code: UInt16 = 0
    var interimResponses: UInt16 = 0
    /// Consumed bytes that count against ``ResponseLimits/headBytes``.
    var headBytes: UInt32 = 0
    /// Bytes left of a body of known length or of the current chunk; before that, the value of `Content-Length`.
    var remaining: UInt64 = 0
    /// Payload bytes so far, without chunk framing.
    public internal(set) var bodyLength: UInt64 = 0

    /// A parser at the start of a response.
    public init(options: Options = [], limits: ResponseLimits = ResponseLimits()) {
        self.options = options
        self.limits = limits
    }

    /// The status code of the final (not 1xx) response once its head is parsed, else 0.
    public var status: UInt16 { flags.contains(.headIsParsed) ? code : 0 }

    /// Whether the connection may carry another response after this one (RFC 9112, section 9.3). False before the head
    /// is parsed, and for a body that lasts until the peer closes.
    public var keepsAlive: Bool {
        flags.contains(.headIsParsed) && !flags.contains(.close)
            && (flags.contains(.isHTTP11) || flags.contains(.keepAlive))
    }

    /// Whether anything of this response was seen, be it only part of a line. Stray line ends before it do not count.
    public var hasStarted: Bool { flags.contains(.hasStarted) }

    /// Consumes as much of `input` as it can, up to the next event.
    ///
    /// Bytes that were not consumed must be presented again, followed by later ones. With neither headers nor body
    /// reported, the only events are `needsMore`, `complete` and `failed`. The last two are repeated, with nothing
    /// consumed, until ``reset()``.
    public mutating func parse(_ input: UnsafeRawBufferPointer) -> Step {
        guard let base = input.baseAddress else {
            return Step(consumed: 0, event: settledEvent ?? .needsMore)
        }
        return parse(ByteScanner(base: base, count: input.count), from: 0)
    }

    mutating func parse(_ bytes: ByteScanner, from start: Int) -> Step {
        var offset = start
        while true {
            let event: Event?
            switch phase {
            case .statusLine: event = parseStatusLine(bytes, &offset)
            case .fields, .trailers: event = parseFields(bytes, &offset)
            case .sizedBody: event = parseSizedBody(bytes, &offset)
            case .chunkSize: event = parseChunkSize(bytes, &offset)
            case .chunkData: event = parseChunkData(bytes, &offset)
            case .chunkEnd: event = parseChunkEnd(bytes, &offset)
            case .bodyUntilClose: event = parseBodyUntilClose(bytes, &offset)
            case .complete, .failed: event = settledEvent
            }
            if let event { return Step(consumed: offset, event: event) }
        }
    }

    /// The peer closed the connection.
    ///
    /// - Returns: `complete` for a body that lasts until then, or one that was whole already; the failure for one that
    ///   failed; otherwise `failed(.closedEarly)`.
    public mutating func finish() -> Event {
        if let settledEvent { return settledEvent }
        guard phase == .bodyUntilClose else { return fail(.closedEarly) }
        phase = .complete
        return .complete
    }

    /// Makes ready for the next response on the same connection, with the same options.
    public mutating func reset() {
        reset(options: options)
    }

    /// Makes ready for the next response on the same connection, which answers another kind of request.
    public mutating func reset(options: Options) {
        self = ResponseParser(options: options, limits: limits)
    }

    private var settledEvent: Event? {
        switch phase {
        case .complete: .complete
        case .failed: .failed(failure)
        default: nil
        }
    }

    mutating func fail(_ failure: ResponseFailure) -> Event {
        self.failure = failure
        phase = .failed
        return .failed(failure)
    }
}
