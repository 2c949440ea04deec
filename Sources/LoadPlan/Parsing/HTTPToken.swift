/// A token of RFC 9110, section 5.6.2: what methods and field names are made of.
enum HTTPToken {
    private static let symbols = Set("!#$%&'*+-.^_`|~".utf8)

    /// Whether `text` is a token.
    static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { isLetterOrDigit($0) || symbols.contains($0) }
    }

    /// ASCII only.
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
