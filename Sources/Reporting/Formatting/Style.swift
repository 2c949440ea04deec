internal import Measurement

/// Colour for terminals (ECMA-48, select graphic rendition), or none at all.
struct Style {
    let isColoured: Bool

    func bold(_ text: String) -> String { wrapped(text, "1") }
    func dim(_ text: String) -> String { wrapped(text, "2") }
    func bad(_ text: String) -> String { wrapped(text, "31") }

    func verdict(_ verdict: Verdict) -> String {
        let code =
            switch verdict {
            case .passed: "1;32"
            case .failed: "1;31"
            case .invalid, .interrupted: "1;33"
            }
        return wrapped(verdict.rawValue.uppercased(), code)
    }

    private func wrapped(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
