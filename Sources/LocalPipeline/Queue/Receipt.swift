/// Names one delivery: the message, and which of its receives it was. A later receive makes it invalid.
struct Receipt: Equatable {
    let id: Int64
    let receive: Int

    init(id: Int64, receive: Int) {
        self.id = id
        self.receive = receive
    }

    /// Reads a receipt; nil for text that is none.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[0]), let receive = Int(parts[1]) else { return nil }
        self.init(id: id, receive: receive)
    }

    var text: String { "\(id).\(receive)" }
}
