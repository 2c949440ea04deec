import FoundationEssentials
import LoadPlan

/// Values of the first iteration, as far as they are known without sending anything.
struct SampleValues: Sendable {
    private var rows: [String: [String: String]] = [:]

    /// Reads the first row of every data set.
    init(_ plan: TestPlan) {
        for set in plan.dataSets {
            guard let data = try? Data(contentsOf: URL(filePath: set.location), options: .mappedIfSafe) else {
                continue
            }
            rows[set.name] = data.withUnsafeBytes { bytes in
                guard let index = try? DataIndex(bytes, format: set.format) else { return [:] }
                var row: [String: String] = [:]
                for (column, name) in index.columns.enumerated() {
                    row[name] = index.value(column: column, row: 0, in: bytes)?.text(in: bytes)
                }
                return row
            }
        }
    }

    /// The template with sample values in it, on one line, fit for a terminal. What only a response can tell is shown as `${name}`.
    func text(_ template: Template) -> String {
        BoundedText.printable(whole(template), 2000)
    }

    /// A content, whose line breaks stay.
    func content(_ template: Template) -> String {
        whole(template).split(separator: "\n", omittingEmptySubsequences: false).prefix(20)
            .map { BoundedText.printable($0.hasSuffix("\r") ? String($0.dropLast()) : String($0), 500) }
            .joined(separator: "\n")
    }

    /// A condition in words.
    func text(_ condition: Condition) -> String {
        let left = condition.value.map { text($0) } ?? "status"
        return switch condition.predicate {
        case .exists: "\(left) exists"
        case .isMissing: "\(left) is missing"
        case .equals(let right): "\(left) == \(text(right))"
        case .differs(let right): "\(left) != \(text(right))"
        case .isOne(let texts): "\(left) in \(texts.joined(separator: ", "))"
        case .contains(let right): "\(left) contains \(text(right))"
        case .matches(let pattern): "\(left) matches \(BoundedText.printable(pattern, 200))"
        case .less(let limit): "\(left) < \(Figure.text(limit))"
        case .atMost(let limit): "\(left) <= \(Figure.text(limit))"
        case .more(let limit): "\(left) > \(Figure.text(limit))"
        case .atLeast(let limit): "\(left) >= \(Figure.text(limit))"
        case .statusClass(let digit): "\(left) == \(digit)xx"
        }
    }

    private func whole(_ template: Template) -> String {
        template.parts.map { part in
            switch part {
            case .text(let bytes):
                String(validating: bytes, as: UTF8.self) ?? "(\(bytes.count) bytes)"
            case .value(let source, let escaping):
                isKnown(source)
                    ? String(decoding: Escaped.bytes(value(source), escaping), as: UTF8.self) : value(source)
            }
        }.joined()
    }

    private func isKnown(_ source: ValueSource) -> Bool {
        switch source {
        case .column, .generator: true
        case .capture, .secret: false
        }
    }

    private func value(_ source: ValueSource) -> String {
        switch source {
        case .column(let set, let column): rows[set]?[column] ?? ""
        case .capture(let name): "${\(name)}"
        case .secret: "(secret)"
        case .generator(let generator): sample(generator)
        }
    }

    private func sample(_ generator: Generator) -> String {
        switch generator {
        case .uuid: "00000000-0000-4000-8000-000000000000"
        case .integer(let from, _): String(from)
        case .choice(let texts): texts.first ?? ""
        case .string(let length): String(repeating: "x", count: length)
        case .timestamp: "1767225600"
        case .timestampMilliseconds: "1767225600000"
        case .timestampISO8601: "2026-01-01T00:00:00.000Z"
        case .counter, .virtualUser, .task: "0"
        }
    }
}
