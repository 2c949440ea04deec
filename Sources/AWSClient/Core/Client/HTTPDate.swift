/// The time in a `date` field, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7, in the form that must be sent).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Milliseconds since the Unix epoch; nil for text of another form.
    static func epochMilliseconds(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else {
            return nil
        }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return ISO8601Instant.epochMilliseconds("\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }
}
