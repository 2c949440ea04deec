extension JSONDocument {
    /// The value's text as a capture keeps it: of a string what it means, of anything else its JSON.
    public func withText<Result>(of node: JSONNode, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let entry = nodes[Int(node.index)]
        let raw = rawText(entry)
        guard entry.isEscaped else { return body(raw) }
        return JSONText.unescaped(raw).withUnsafeBytes(body)
    }

    /// The value's JSON, as it was written.
    public func json(of node: JSONNode) -> String {
        let entry = nodes[Int(node.index)]
        let raw = rawText(entry)
        let isString = entry.kind == .string || entry.kind == .name
        let text = isString ? UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start) - 1..<Int(entry.end) + 1]) : raw
        return String(decoding: text, as: UTF8.self)
    }

    /// The normalized path of the value (RFC 9535, section 2.7).
    public func path(of node: JSONNode) -> String {
        var path = "$"
        var current: Int32 = 0
        while current != node.index {
            var found = false
            var position = 0
            forEachChild(of: current) { name, child in
                if child <= node.index, node.index < nodes[Int(child)].next {
                    path += name.map { "['\(Self.normalized(name: text(of: $0)))']" } ?? "[\(position)]"
                    current = child
                    found = true
                }
                position += 1
                return !found
            }
            if !found { return path }
        }
        return path
    }

    func rawText(_ entry: Node) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.end)])
    }

    func text(of index: Int32) -> [UInt8] {
        withText(of: JSONNode(index: index)) { Array($0) }
    }

    /// Whether a string or name means `text`.
    func means(_ index: Int32, _ text: [UInt8]) -> Bool {
        let entry = nodes[Int(index)]
        let raw = rawText(entry)
        if entry.isEscaped { return JSONText.unescaped(raw) == text }
        return raw.count == text.count && raw.elementsEqual(text)
    }

    /// Calls `body` with the name (nil in arrays) and the value of each child, until it returns false.
    @inline(__always)
    func forEachChild(of index: Int32, _ body: (_ name: Int32?, _ child: Int32) -> Bool) {
        let parent = nodes[Int(index)]
        guard parent.isContainer else { return }
        var child = index &+ 1
        while child < parent.next {
            var name: Int32?
            if parent.kind == .object {
                name = child
                child &+= 1
            }
            guard body(name, child) else { return }
            child = nodes[Int(child)].next
        }
    }

    /// How many members or elements a value has.
    func childCount(of index: Int32) -> Int {
        var count = 0
        forEachChild(of: index) { _, _ in
            count &+= 1
            return true
        }
        return count
    }

    private static func normalized(name: [UInt8]) -> String {
        var result = ""
        for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\u{8}": result += "\\b"
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\u{C}": result += "\\f"
            case "\r": result += "\\r"
            case "'": result += "\\'"
            case "\\": result += "\\\\"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
