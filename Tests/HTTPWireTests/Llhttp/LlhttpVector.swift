import HTTPWire
import Testing

/// One case of llhttp's test suite: a heading, an `http` block behind a `meta` comment, and the `log` its parser prints.
struct LlhttpVector: CustomTestStringConvertible, Sendable {
    var name: String
    /// `response`, `response-finish`, or a lenient mode.
    var type: String
    /// The test's callback says that there is no body, as after a HEAD request.
    var skipsBody: Bool
    var input: [UInt8]
    var log: [Substring]

    var testDescription: String { name }

    /// A mode that relaxes the grammar on request. This parser has none.
    var isLenient: Bool { type.contains("lenient") }

    /// All cases of one Markdown file.
    static func read(_ text: String, file: String) -> [LlhttpVector] {
        var vectors: [LlhttpVector] = []
        var name = ""
        var meta: Substring = ""
        var input: [UInt8] = []
        var block: (language: Substring, lines: [Substring])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = block {
                guard line.hasPrefix("```") else {
                    block?.lines.append(line)
                    continue
                }
                if open.language == "http" { input = unescaped(open.lines.joined(separator: "\n")) }
                if open.language == "log" {
                    let skips = meta.contains("\"skipBody\": true")
                    let title = "\(file): \(name)"
                    vectors.append(
                        .init(name: title, type: type(meta), skipsBody: skips, input: input, log: open.lines)
                    )
                }
                block = nil
            } else if line.hasPrefix("```") {
                block = (line.dropFirst(3), [])
            } else if line.hasPrefix("#") {
                name = line.drop { $0 == "#" || $0 == " " }.description
            } else if line.hasPrefix("<!-- meta=") {
                meta = line
            }
        }
        return vectors
    }

    private static func type(_ meta: Substring) -> String {
        let words = meta.split(separator: "\"")
        guard let key = words.firstIndex(of: "type"), key + 2 < words.endIndex else { return "" }
        return String(words[key + 2])
    }

    /// A backslash at a line's end joins lines, every other line break is CR LF, and escapes stand for one byte.
    private static func unescaped(_ block: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(block.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.first else {
                bytes += byte == 10 ? [13, 10] : [byte]
                continue
            }
            switch escape {
            case 10: rest = rest.dropFirst()
            case UInt8(ascii: "r"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "f"):
                bytes.append([0x72: 13, 0x6E: 10, 0x74: 9, 0x66: 12][escape] ?? escape)
                rest = rest.dropFirst()
            case UInt8(ascii: "x"):
                let digits = rest.dropFirst().prefix { Character(UnicodeScalar($0)).isHexDigit }
                bytes.append(UInt8(String(decoding: digits.suffix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(1 + digits.count)
            case UInt8(ascii: "0")...UInt8(ascii: "7"):
                let digits = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
                bytes.append(UInt8(String(decoding: digits, as: UTF8.self), radix: 8) ?? 0)
                rest = rest.dropFirst(digits.count)
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}
