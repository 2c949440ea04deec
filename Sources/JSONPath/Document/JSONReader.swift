/// Reads one JSON text into a flat list of nodes.
struct JSONReader {
    let base: UnsafeRawPointer
    let count: Int
    var offset = 0

    init(base: UnsafeRawPointer, count: Int) {
        self.base = base
        self.count = count
    }

    mutating func readDocument(into nodes: inout [JSONDocument.Node]) -> Bool {
        skipBlanks()
        guard readValue(into: &nodes, depth: 0) else { return false }
        skipBlanks()
        return offset == count
    }

    @inline(__always)
    private var next: UInt8 { offset < count ? base.load(fromByteOffset: offset, as: UInt8.self) : 0 }

    @inline(__always)
    private mutating func skipBlanks() {
        while offset < count {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            offset &+= 1
        }
    }

    private mutating func readValue(into nodes: inout [JSONDocument.Node], depth: Int) -> Bool {
        switch next {
        case UInt8(ascii: "\""): return readString(.string, into: &nodes)
        case UInt8(ascii: "{"): return depth < JSONDocument.deepest && readObject(into: &nodes, depth: depth)
        case UInt8(ascii: "["): return depth < JSONDocument.deepest && readArray(into: &nodes, depth: depth)
        case UInt8(ascii: "t"): return readWord("true", .isTrue, into: &nodes)
        case UInt8(ascii: "f"): return readWord("false", .isFalse, into: &nodes)
        case UInt8(ascii: "n"): return readWord("null", .null, into: &nodes)
        default: return readNumber(into: &nodes)
        }
    }

    private mutating func readObject(into nodes: inout [JSONDocument.Node], depth: Int) -> Bool {
        let index = begin(.object, in: &nodes)
        skipBlanks()
        if next != UInt8(ascii: "}") {
            while true {
                guard readString(.name, into: &nodes) else { return false }
                skipBlanks()
                guard next == UInt8(ascii: ":") else { return false }
                offset &+= 1
                skipBlanks()
                guard readValue(into: &nodes, depth: depth &+ 1) else { return false }
                skipBlanks()
                guard next == UInt8(ascii: ",") else { break }
                offset &+= 1
                skipBlanks()
            }
            guard next == UInt8(ascii: "}") else { return false }
        }
        return end(index, in: &nodes)
    }

    private mutating func readArray(into nodes: inout [JSONDocument.Node], depth: Int) -> Bool {
        let index = begin(.array, in: &nodes)
        skipBlanks()
        if next != UInt8(ascii: "]") {
            while true {
                guard readValue(into: &nodes, depth: depth &+ 1) else { return false }
                skipBlanks()
                guard next == UInt8(ascii: ",") else { break }
                offset &+= 1
                skipBlanks()
            }
            guard next == UInt8(ascii: "]") else { return false }
        }
        return end(index, in: &nodes)
    }

    private mutating func begin(_ kind: JSONDocument.Node.Kind, in nodes: inout [JSONDocument.Node]) -> Int {
        nodes.append(JSONDocument.Node(kind: kind, start: Int32(truncatingIfNeeded: offset), end: 0))
        offset &+= 1
        return nodes.count - 1
    }

    private mutating func end(_ index: Int, in nodes: inout [JSONDocument.Node]) -> Bool {
        offset &+= 1
        nodes[index].end = Int32(truncatingIfNeeded: offset)
        nodes[index].next = Int32(truncatingIfNeeded: nodes.count)
        return true
    }

    @inline(__always)
    private func append(
        _ kind: JSONDocument.Node.Kind,
        _ start: Int,
        _ end: Int,
        isEscaped: Bool = false,
        to nodes: inout [JSONDocument.Node]
    ) {
        let next = Int32(truncatingIfNeeded: nodes.count &+ 1)
        nodes.append(
            JSONDocument.Node(
                kind: kind,
                isEscaped: isEscaped,
                start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: end),
                next: next
            )
        )
    }

    private mutating func readWord(
        _ word: StaticString,
        _ kind: JSONDocument.Node.Kind,
        into nodes: inout [JSONDocument.Node]
    ) -> Bool {
        let start = offset
        for index in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[index] else { return false }
            offset &+= 1
        }
        append(kind, start, offset, to: &nodes)
        return true
    }

    private mutating func readNumber(into nodes: inout [JSONDocument.Node]) -> Bool {
        let start = offset
        if next == UInt8(ascii: "-") { offset &+= 1 }
        if next == UInt8(ascii: "0") { offset &+= 1 } else { guard skipDigits() else { return false } }
        if next == UInt8(ascii: ".") {
            offset &+= 1
            guard skipDigits() else { return false }
        }
        if next | 0x20 == UInt8(ascii: "e") {
            offset &+= 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset &+= 1 }
            guard skipDigits() else { return false }
        }
        append(.number, start, offset, to: &nodes)
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = offset
        while next &- 0x30 < 10 { offset &+= 1 }
        return offset > start
    }

    private mutating func readString(_ kind: JSONDocument.Node.Kind, into nodes: inout [JSONDocument.Node]) -> Bool {
        guard next == UInt8(ascii: "\"") else { return false }
        offset &+= 1
        let start = offset
        var isEscaped = false
        while offset < count {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            if byte == UInt8(ascii: "\"") {
                append(kind, start, offset, isEscaped: isEscaped, to: &nodes)
                offset &+= 1
                return true
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                guard skipEscape() else { return false }
            } else if byte >= 0x80 {
                guard skipScalar() else { return false }
            } else {
                guard byte >= 0x20 else { return false }
                offset &+= 1
            }
        }
        return false
    }

    private mutating func skipEscape() -> Bool {
        offset &+= 1
        let byte = next
        offset &+= 1
        guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
        for _ in 0..<4 {
            guard JSONText.hexValue(next) != nil else { return false }
            offset &+= 1
        }
        return true
    }

    /// A scalar of several bytes, well-formed (Unicode, table 3-7).
    private mutating func skipScalar() -> Bool {
        let lead = next
        let (length, lowest, highest): (Int, UInt8, UInt8) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80, 0xBF)
            case 0xE0: (3, 0xA0, 0xBF)
            case 0xED: (3, 0x80, 0x9F)
            case 0xE1...0xEF: (3, 0x80, 0xBF)
            case 0xF0: (4, 0x90, 0xBF)
            case 0xF1...0xF3: (4, 0x80, 0xBF)
            case 0xF4: (4, 0x80, 0x8F)
            default: (0, 0, 0)
            }
        guard length > 0, offset &+ length <= count else { return false }
        let second = base.load(fromByteOffset: offset &+ 1, as: UInt8.self)
        guard second >= lowest, second <= highest else { return false }
        for position in 2..<max(2, length) {
            guard base.load(fromByteOffset: offset &+ position, as: UInt8.self) & 0xC0 == 0x80 else { return false }
        }
        offset &+= length
        return true
    }
}
