import FoundationEssentials
import Reporting

/// The terminal's second screen, on which the live view is drawn: what stood on the first is there again afterwards.
struct LiveScreen: Sendable {
    private let terminal: Terminal
    private let environment: [String: String]
    private let isColoured: Bool

    /// Nil where nobody looks, or where the terminal cannot place a cursor.
    init?(_ terminal: Terminal, environment: [String: String], isColoured: Bool) {
        guard terminal.isInteractive, let name = environment["TERM"], !name.isEmpty, name != "dumb" else { return nil }
        self.terminal = terminal
        self.environment = environment
        self.isColoured = isColoured
    }

    /// Second screen, no cursor, lines that are too long are cut by the terminal (xterm control sequences).
    func enter() {
        terminal.write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l")
    }

    /// The first screen again.
    func leave() {
        terminal.write("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
    }

    /// Draws `view` over what was there, in one write.
    func draw(_ view: LiveView) {
        let size = terminal.size(environment: environment)
        let screen = LiveView.Screen(
            width: size.columns,
            height: size.lines,
            isColoured: isColoured,
            isUnicode: isUnicode
        )
        let lines = view.lines(on: screen).map { $0 + "\u{1B}[K" }
        terminal.write("\u{1B}[H" + lines.joined(separator: "\r\n") + "\u{1B}[J")
    }

    /// As the C library decides it; where no variable says anything, UTF-8 is what terminals show today.
    private var isUnicode: Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        guard let locale = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else { return true }
        let text = locale.lowercased()
        return text.contains("utf-8") || text.contains("utf8")
    }
}
