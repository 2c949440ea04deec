/// A piece of HTML in which every text is escaped: literals are markup, interpolated text never is.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    private(set) var text: String

    init(stringLiteral value: String) {
        text = value
    }

    init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    static func += (left: inout HTML, right: HTML) {
        left.text += right.text
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Text of any origin, for content and for attribute values in double quotes.
        mutating func appendInterpolation(_ value: String, limit: Int = 500) {
            text += HTML.escaped(PlainText.safe(value, limit: limit))
        }

        mutating func appendInterpolation(_ number: some BinaryInteger) {
            text += String(number)
        }

        mutating func appendInterpolation(_ html: HTML) {
            text += html.text
        }

        mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { text += piece.text }
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x40 && "&<>\"'".utf8.contains($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension HTML {
    /// Data for the page's script. A JSON block is no script to the browser, and nothing in it can end the element.
    static func data(_ node: JSONNode) -> HTML {
        var escaped: [UInt8] = []
        for byte in JSONWriter.compact(node) {
            switch byte {
            case UInt8(ascii: "<"): escaped += Array("\\u003c".utf8)
            case UInt8(ascii: ">"): escaped += Array("\\u003e".utf8)
            case UInt8(ascii: "&"): escaped += Array("\\u0026".utf8)
            default: escaped.append(byte)
            }
        }
        var html: HTML = #"<script type="application/json" id="data">"#
        html.text += String(decoding: escaped, as: UTF8.self)
        html += "</script>"
        return html
    }

    /// `pieces` within an element; nothing where there is none.
    static func list(_ open: HTML, _ pieces: [HTML], _ close: HTML) -> HTML {
        pieces.isEmpty ? "" : "\(open)\(pieces)\(close)"
    }

    /// Style or script of this product, as they are.
    static func raw(_ text: String) -> HTML { HTML(stringLiteral: text) }
}
