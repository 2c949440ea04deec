import Glibc

/// One of the process's streams. Results go to the output, everything else to the error stream.
struct Terminal: Sendable {
    let descriptor: Int32

    static let output = Terminal(descriptor: STDOUT_FILENO)
    static let error = Terminal(descriptor: STDERR_FILENO)

    /// A person is looking, not a file or a pipe.
    var isInteractive: Bool { isatty(descriptor) == 1 }

    /// Columns, 80 where that is not known.
    var width: Int { size(environment: [:]).columns }

    /// Columns and lines: those of the terminal, else those that `COLUMNS` and `LINES` name, else 80 by 24.
    func size(environment: [String: String]) -> (columns: Int, lines: Int) {
        func named(_ variable: String) -> Int? {
            environment[variable].flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
        }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        let columns = isKnown && size.ws_col > 0 ? Int(size.ws_col) : named("COLUMNS") ?? 80
        let lines = isKnown && size.ws_row > 0 ? Int(size.ws_row) : named("LINES") ?? 24
        return (columns, lines)
    }

    /// Writes all of `text`; false when the stream does not take it (closed, disk full).
    @discardableResult
    func write(_ text: String) -> Bool {
        write(Array(text.utf8))
    }

    /// Writes all of `bytes`; false when the stream does not take them.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
