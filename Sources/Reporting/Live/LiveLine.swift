/// One line of the live screen: pieces of text, each with a style, cut to a width that styles do not count for.
struct LiveLine {
    enum Tone: Equatable {
        case plain, dim, bold, good, doubtful, bad

        var code: String? {
            switch self {
            case .plain: nil
            case .dim: "2"
            case .bold: "1"
            case .good: "32"
            case .doubtful: "33"
            case .bad: "31"
            }
        }
    }

    private var pieces: [(text: String, tone: Tone)] = []

    init(_ text: String = "", _ tone: Tone = .plain) {
        add(text, tone)
    }

    mutating func add(_ text: String, _ tone: Tone = .plain) {
        if !text.isEmpty { pieces.append((text, tone)) }
    }

    /// Adds `text` so that it ends at `column`, or two spaces on where there is no room.
    mutating func add(_ text: String, endingAt column: Int, _ tone: Tone = .plain) {
        add(String(repeating: " ", count: max(2, column - count - text.count)))
        add(text, tone)
    }

    /// Columns it takes.
    var count: Int { pieces.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    /// The text, at most `width` columns, with an ellipsis where it was cut.
    func text(width: Int, isColoured: Bool) -> String {
        guard width > 0 else { return "" }
        let isCut = count > width
        var room = isCut ? width - 1 : width
        var result = ""
        var last = Tone.plain
        for piece in pieces where room > 0 {
            let shown = DisplayWidth.prefix(piece.text, columns: room)
            room -= shown.endIndex < piece.text.endIndex ? room : DisplayWidth.of(shown)
            last = piece.tone
            guard isColoured, let code = piece.tone.code else {
                result += shown
                continue
            }
            result += "\u{1B}[\(code)m\(shown)\u{1B}[0m"
        }
        guard isCut else { return result }
        guard isColoured, let code = last.code else { return result + "…" }
        return result + "\u{1B}[\(code)m…\u{1B}[0m"
    }
}
