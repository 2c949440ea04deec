/// The texts of those elements of an XML document that hold no other element, by their path, such as
/// `ErrorResponse/Error/Code`. Of elements with the same path the first counts.
///
/// Reads what AWS's query protocol sends: elements, whose attributes and name spaces are skipped, text with character
/// references, CDATA, comments. A document type is refused, and with it every entity of one's own.
struct XMLLeaves: Hashable, Sendable {
    private static let maximumDepth = 64
    private var texts: [String: String] = [:]

    /// The text of an element; nil where there is none.
    subscript(_ path: String) -> String? { texts[path] }

    /// Reads a document; nil where it is not well-formed or not of this kind.
    init?(_ bytes: [UInt8]) {
        var scanner = XMLScanner(bytes)
        var open: [(name: String, text: [UInt8], isLeaf: Bool)] = []
        var hasRoot = false
        while let token = scanner.next() {
            switch token {
            case .start(let name, let isEmpty):
                guard open.count < Self.maximumDepth, !open.isEmpty || !hasRoot else { return nil }
                hasRoot = true
                if !open.isEmpty { open[open.count - 1].isLeaf = false }
                open.append((name, [], true))
                if isEmpty { close(&open) }
            case .end(let name):
                guard open.last?.name == name else { return nil }
                close(&open)
            case .text(let bytes):
                if open.isEmpty {
                    guard bytes.allSatisfy({ [0x20, 0x09, 0x0a, 0x0d].contains($0) }) else { return nil }
                } else {
                    open[open.count - 1].text += bytes
                }
            }
        }
        guard scanner.isComplete, open.isEmpty, hasRoot else { return nil }
    }

    private mutating func close(_ open: inout [(name: String, text: [UInt8], isLeaf: Bool)]) {
        let path = open.map(\.name).joined(separator: "/")
        let element = open.removeLast()
        if element.isLeaf, texts[path] == nil { texts[path] = String(decoding: element.text, as: UTF8.self) }
    }
}
