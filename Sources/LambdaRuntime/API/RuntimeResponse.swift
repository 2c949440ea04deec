/// A whole response of the runtime API.
struct RuntimeResponse: Equatable, Sendable {
    var status: UInt16 = 0
    /// By names in lower case; of a name that comes twice, the first.
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    /// The start of the body for a message to people, on one line.
    var excerpt: String {
        let text = String(decoding: body.prefix(300), as: UTF8.self)
        return String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
    }
}
