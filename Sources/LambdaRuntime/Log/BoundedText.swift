/// Text of a length that fits a log line: CloudWatch splits an event above 256 KiB.
enum BoundedText {
    static let limit = 4000

    /// The first ``limit`` characters, and a mark where there were more.
    static func bound(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}
