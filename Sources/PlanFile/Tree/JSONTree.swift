/// Reads JSON (RFC 8259) into a tree with positions. No comments, no trailing commas, no key twice.
struct JSONTree {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var nodes = 0

    /// - Throws: ``TreeError`` at the first place that is not understood.
    static func read(_ bytes: [UInt8]) throws(TreeError) -> PlanNode {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TreeError(position: Position(line: 1, column: 1), text: "", message: "the file is not UTF-8.")
        }
        var reader = JSONTree(text)
        let root = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.peek == nil else { throw reader.error("the end of the file is expected here.") }
        return root
    }

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(TreeError) -> PlanNode {
        skipSpace()
        nodes += 1
        guard depth <= TreeLimits.depth else {
            throw error("more than \(TreeLimits.depth) levels of lists and keys: plans are not as deep.")
        }
        guard nodes <= TreeLimits.nodes else { throw error("the file comes to more than \(TreeLimits.nodes) pieces.") }
        let position = position
        switch peek {
        case "{": return PlanNode(position: position, value: .mapping(try members(depth: depth)))
        case "[": return PlanNode(position: position, value: .sequence(try elements(depth: depth)))
        case "\"": return PlanNode(position: position, value: .scalar(try string(), isPlain: false))
        default: return PlanNode(position: position, value: .scalar(try word(), isPlain: true))
        }
    }

    private mutating func members(depth: Int) throws(TreeError) -> [PlanNode.Entry] {
        index += 1
        var entries: [PlanNode.Entry] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return [] }
        while true {
            skipSpace()
            guard peek == "\"" else { throw error("a key in double quotes is expected here.") }
            let position = position
            let name = try string()
            guard names.insert(name).inserted else {
                throw TreeError(position: position, text: name, message: "this key is there twice: keep one.")
            }
            skipSpace()
            guard take(":") else { throw error("a colon is expected here.") }
            entries.append(PlanNode.Entry(key: name, position: position, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return entries }
            guard take(",") else { throw error("a comma or } is expected here.") }
        }
    }

    private mutating func elements(depth: Int) throws(TreeError) -> [PlanNode] {
        index += 1
        var elements: [PlanNode] = []
        skipSpace()
        if take("]") { return [] }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return elements }
            guard take(",") else { throw error("a comma or ] is expected here.") }
        }
    }

    private mutating func word() throws(TreeError) -> String {
        let start = position
        let first = index
        while let scalar = peek, scalar.properties.isAlphabetic || "+-.0123456789".unicodeScalars.contains(scalar) {
            index += 1
        }
        let text = String(String.UnicodeScalarView(scalars[first..<index]))
        guard ["true", "false", "null"].contains(text) || JSONNumber.isOne(text) else {
            throw TreeError(position: start, text: text, message: "a JSON value is expected here.")
        }
        return text
    }

    // MARK: Strings

    private mutating func string() throws(TreeError) -> String {
        index += 1
        var units: [UInt16] = []
        while let scalar = peek {
            switch scalar {
            case "\"":
                index += 1
                return String(decoding: units, as: UTF16.self)
            case "\\":
                index += 1
                units.append(try escape())
            case _ where scalar.value < 0x20:
                throw error("a string has no line break and no control character: write \\n.")
            default:
                units.append(contentsOf: UTF16.encode(scalar).map { Array($0) } ?? [])
                index += 1
            }
        }
        throw error("the string has no closing quote.")
    }

    private mutating func escape() throws(TreeError) -> UInt16 {
        let simple: [Unicode.Scalar: UInt16] = [
            "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 0x08, "f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09,
        ]
        guard let scalar = peek else { throw error("the string has no closing quote.") }
        index += 1
        if let unit = simple[scalar] { return unit }
        let end = index + 4
        guard scalar == "u", end <= scalars.count,
            let unit = UInt16(String(String.UnicodeScalarView(scalars[index..<end])), radix: 16), scalars[index] != "+"
        else { throw error("JSON has no such escape.") }
        index = end
        return unit
    }

    // MARK: Letters

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private var position: Position { Position(line: line, column: index - lineStart + 1) }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let scalar = peek, [" ", "\t", "\n", "\r"].contains(scalar) {
            index += 1
            if scalar == "\n" {
                line += 1
                lineStart = index
            }
        }
    }

    private func error(_ message: String) -> TreeError {
        TreeError(position: position, text: "", message: "no JSON: \(message)")
    }
}
