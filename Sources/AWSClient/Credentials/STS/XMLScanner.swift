/// Cuts an XML document into start tags, end tags and text.
struct XMLScanner {
    /// A piece of a document. Names are without their name space's prefix.
    enum Token: Hashable, Sendable {
        case start(String, isEmpty: Bool)
        case end(String)
        case text([UInt8])
    }

    private var rest: ArraySlice<UInt8>
    private var isBroken = false

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
        if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
    }

    /// Whether the whole document was read.
    var isComplete: Bool { rest.isEmpty && !isBroken }

    /// The next piece; nil at the end and at a fault.
    mutating func next() -> Token? {
        while !rest.isEmpty && !isBroken {
            guard rest.first == UInt8(ascii: "<") else { return text() }
            if take("<!--") {
                _ = upTo("-->")
            } else if take("<![CDATA[") {
                return upTo("]]>").map { .text(Array($0)) }
            } else if take("<?") {
                _ = upTo("?>")
            } else if take("</") {
                guard let name = upTo(">").flatMap({ Self.localName($0) }) else { return fail() }
                return .end(name)
            } else {
                return start()
            }
        }
        return nil
    }

    private mutating func start() -> Token? {
        rest.removeFirst()
        var quote: UInt8?
        guard
            let end = rest.firstIndex(where: { byte in
                if let open = quote {
                    if byte == open { quote = nil }
                    return false
                }
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
                return byte == UInt8(ascii: ">")
            })
        else { return fail() }
        var tag = rest[..<end]
        rest = rest[(end + 1)...]
        let isEmpty = tag.last == UInt8(ascii: "/")
        if isEmpty { tag = tag.dropLast() }
        guard let name = Self.localName(tag) else { return fail() }
        return .start(name, isEmpty: isEmpty)
    }

    private mutating func text() -> Token? {
        let raw = rest.prefix { $0 != UInt8(ascii: "<") }
        rest = rest[raw.endIndex...]
        guard let text = XMLReferences.resolve(raw) else { return fail() }
        return .text(text)
    }

    /// The name with which a tag begins. Nil for what is none: a document type begins with `!`.
    private static func localName(_ tag: ArraySlice<UInt8>) -> String? {
        let name = tag.prefix { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
        let isName = name.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: ":"), 0x80...:
                true
            default:
                false
            }
        }
        guard isName, let local = name.split(separator: UInt8(ascii: ":")).last else { return nil }
        return String(decoding: local, as: UTF8.self)
    }

    private mutating func take(_ mark: StaticString) -> Bool {
        let isNext = mark.withUTF8Buffer { rest.starts(with: $0) }
        if isNext { rest = rest.dropFirst(mark.utf8CodeUnitCount) }
        return isNext
    }

    /// What stands before `mark`, which is taken too.
    private mutating func upTo(_ mark: StaticString) -> ArraySlice<UInt8>? {
        let length = mark.utf8CodeUnitCount
        var index = rest.startIndex
        while index + length <= rest.endIndex {
            if mark.withUTF8Buffer({ rest[index...].starts(with: $0) }) {
                defer { rest = rest[(index + length)...] }
                return rest[..<index]
            }
            index += 1
        }
        isBroken = true
        return nil
    }

    private mutating func fail() -> Token? {
        isBroken = true
        return nil
    }
}
