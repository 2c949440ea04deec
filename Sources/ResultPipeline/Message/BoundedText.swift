/// Text of unknown origin, made fit for messages, logs and the queue.
public enum BoundedText {
    /// Most characters that are kept.
    public static let limit = 500

    /// The first ``limit`` characters, in which control characters and the non-characters that SQS refuses are replaced
    /// by U+FFFD.
    public static func clean(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) { scalars.append(isPlain(scalar) ? scalar : "\u{FFFD}") }
        return String(scalars)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value) && scalar.value & 0xfffe != 0xfffe
    }
}
