/// Why bytes are not a histogram that this module can read.
public struct HistogramDecodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of refusal.
    public enum Code: String, Sendable, CaseIterable {
        /// Not base64 (RFC 4648 §4).
        case invalidBase64
        /// Ends before its header, its declared length or a count is complete, or goes on after it.
        case lengthMismatch
        /// Neither a V2 nor a compressed V2 histogram.
        case unsupportedEncoding
        /// Digits, lowest value, index offset or ratio that cannot be expressed in ``HistogramLayout``.
        case unsupportedLayout
        /// Not a zlib stream, a damaged one, or one that inflates beyond the largest possible histogram.
        case corruptCompression
        /// A count or a run of zeros beyond the last bucket.
        case indexOutOfRange
        /// More values than 64 bits can count.
        case countOverflow
        /// The exact figures beside the histogram cannot belong to it.
        case statisticsMismatch
    }

    /// What kind of refusal this is.
    public let code: Code
    /// What was wrong, and what to do.
    public let message: String
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// Label and message.
    public var description: String { "\(label): \(message)" }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    static let invalidBase64 = HistogramDecodingError(
        .invalidBase64,
        "The histogram is not valid base64; send the standard alphabet with padding and without line breaks."
    )
    static let lengthMismatch = HistogramDecodingError(
        .lengthMismatch,
        "The histogram is shorter or longer than its header says; the message was cut or joined on its way."
    )
    static let corruptCompression = HistogramDecodingError(
        .corruptCompression,
        "The histogram's zlib stream is damaged or inflates beyond the largest possible histogram."
    )
    static let indexOutOfRange = HistogramDecodingError(
        .indexOutOfRange,
        "The histogram counts values beyond 63 bits; it was not written by an HdrHistogram encoder."
    )
    static let countOverflow = HistogramDecodingError(
        .countOverflow,
        "The histogram holds more than 2⁶³ values; it was not written by an HdrHistogram encoder."
    )
    static let statisticsMismatch = HistogramDecodingError(
        .statisticsMismatch,
        "The exact count, min, max and sum cannot belong to the histogram beside them; the message was mixed up."
    )
}
