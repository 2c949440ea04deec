/// One thing that is wrong with a plan file.
public struct PlanDiagnostic: Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named, or `--var`, `--threshold` for a value of the command line.
    public let file: String
    /// Line, from 1; 0 where it is about no place in a file.
    public let line: Int
    /// Column, from 1, in Unicode scalars; 0 where it is about no place in a file.
    public let column: Int
    /// The way to the key, such as `scenarios[0].steps[2].get`; empty for the whole file.
    public let path: String
    /// What stands there, bounded, control characters escaped; empty where nothing does.
    public let text: String
    /// What is wrong with it and what is accepted.
    public let message: String

    init(file: String, position: Position?, path: String, text: String, message: String) {
        self.file = BoundedText.printable(file, 400)
        line = position?.line ?? 0
        column = position?.column ?? 0
        self.path = BoundedText.printable(path, 400)
        self.text = BoundedText.printable(text, 120)
        self.message = BoundedText.printable(message, 1000)
    }

    /// `plan.yaml:3:5: profile[0].rate: 'fast': give …`, as compilers write it.
    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column): " : "\(file): "
        return place + (path.isEmpty ? "" : "\(path): ") + (text.isEmpty ? "" : "'\(text)': ") + message
    }
}

/// A plan file that cannot be used: everything that is wrong with it, in the order of the file.
public struct PlanFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// All there is to say; at least one, at most ``limit``.
    public let diagnostics: [PlanDiagnostic]

    /// As many errors as are listed.
    public static let limit = 100

    init(_ diagnostics: [PlanDiagnostic]) {
        // Stable: of one place, what was noted first comes first.
        let inOrder = diagnostics.enumerated().sorted { left, right in
            (left.element.line, left.element.column, left.offset) < (
                right.element.line, right.element.column, right.offset
            )
        }
        self.diagnostics = Array(inOrder.map(\.element).prefix(Self.limit))
    }

    /// One line for each.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }

    /// A bounded label for metrics.
    public var label: String { "bad-plan" }
}

/// Texts from outside, fit for a terminal and a log.
enum BoundedText {
    /// The first `limit` scalars, control characters escaped.
    static func printable(_ text: String, _ limit: Int) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            let category = scalar.properties.generalCategory
            let isHidden = category == .control || category == .format || category == .lineSeparator
            result += isHidden ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return text.unicodeScalars.count > limit ? result + "…" : result
    }
}
