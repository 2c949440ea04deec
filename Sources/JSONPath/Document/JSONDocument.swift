/// A JSON text (RFC 8259) as a flat list of its values, in the order in which they stand.
///
/// The document borrows the text: it may be used for as long as the text stays as it is. Reading another text reuses the memory,
/// so that a document that is kept allocates nothing once it has grown.
public struct JSONDocument {
    /// One value, or the name of a member, which its value follows.
    struct Node {
        enum Kind: UInt8 {
            case null, isFalse, isTrue, number, string, array, object, name
        }

        var kind: Kind
        /// A string or name holds escapes.
        var isEscaped = false
        /// Where its text lies; of strings and names, what is between the quotes.
        var start: Int32
        var end: Int32
        /// Index of what follows the value and all that is in it.
        var next: Int32 = 0

        var isContainer: Bool { kind == .array || kind == .object }
    }

    /// Deeper texts are refused, so that no server can exhaust the stack.
    public static let deepest = 256

    var nodes: [Node] = []
    var bytes = UnsafeRawBufferPointer(start: nil, count: 0)

    /// A document without a value.
    public init() {}

    /// Reads `bytes` instead of what was there before. False, and no value, where they are not one valid JSON text of less than
    /// 2 GiB and at most ``deepest`` levels.
    public mutating func read(_ bytes: UnsafeRawBufferPointer) -> Bool {
        nodes.removeAll(keepingCapacity: true)
        self.bytes = bytes
        guard let base = bytes.baseAddress, bytes.count < Int32.max else { return false }
        var reader = JSONReader(base: base, count: bytes.count)
        let isValid = reader.readDocument(into: &nodes)
        if !isValid { nodes.removeAll(keepingCapacity: true) }
        return isValid
    }

    /// The whole value; nil where no valid text was read.
    public var root: JSONNode? { nodes.isEmpty ? nil : JSONNode(index: 0) }
}

/// A value in a document. Means nothing for another one, nor once another text was read.
public struct JSONNode: Hashable, Sendable {
    let index: Int32
}
