/// An element of an XML document: its text, and the elements in it.
///
/// Attributes, name spaces and comments are dropped. A document type is refused, and with it every entity of one's own;
/// so is what is nested deeper than ``maximumDepth``.
struct XMLElement: Hashable, Sendable {
    /// Elements within elements that are read.
    static let maximumDepth = 64

    /// Local name.
    let name: String
    /// The text between its tags, without that of the elements in it.
    private(set) var text = ""
    /// The elements in it, in their order.
    private(set) var children: [XMLElement] = []

    /// The root of a document; nil where it is not well-formed or not of this kind.
    init?(_ document: [UInt8]) {
        var scanner = XMLScanner(document)
        var open: [Open] = []
        var root: XMLElement?
        while let token = scanner.next() {
            switch token {
            case .start(let name, let isEmpty):
                guard open.count < Self.maximumDepth, root == nil else { return nil }
                open.append(Open(element: XMLElement(name: name)))
                if isEmpty { root = Self.close(&open) ?? root }
            case .end(let name):
                guard open.last?.element.name == name else { return nil }
                root = Self.close(&open) ?? root
            case .text(let bytes):
                if open.isEmpty {
                    guard bytes.allSatisfy({ [0x20, 0x09, 0x0a, 0x0d].contains($0) }) else { return nil }
                } else {
                    open[open.count - 1].text += bytes
                }
            }
        }
        guard scanner.isComplete, open.isEmpty, let root else { return nil }
        self = root
    }

    private init(name: String) {
        self.name = name
    }

    /// The first element of a name in this one.
    subscript(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The text of the first element of a name in this one; nil where there is none.
    func text(_ name: String) -> String? { self[name]?.text }

    /// The elements of a list: `<Names><member>…</member></Names>`, where EC2 writes `item`. Empty where there is none.
    func list(_ name: String, of member: String = "member") -> [XMLElement] {
        self[name]?.children.filter { $0.name == member } ?? []
    }

    private struct Open {
        var element: XMLElement
        var text: [UInt8] = []
    }

    /// Ends the innermost element. The answer is the root, once that has ended.
    private static func close(_ open: inout [Open]) -> XMLElement? {
        guard var closed = open.popLast() else { return nil }
        closed.element.text = String(decoding: closed.text, as: UTF8.self)
        guard !open.isEmpty else { return closed.element }
        open[open.count - 1].element.children.append(closed.element)
        return nil
    }
}
