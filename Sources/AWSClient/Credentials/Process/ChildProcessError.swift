/// Why a child process gave no output.
struct ChildProcessError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the bounded label of metrics.
    enum Code: String, Hashable, Sendable, CaseIterable {
        case notStarted = "not_started"
        case failed
        case timeout
        case tooMuchOutput = "too_much_output"
    }

    let code: Code
    /// What went wrong and what to do, to be put after the program's name.
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    var label: String { code.rawValue }
    var description: String { message }
}
