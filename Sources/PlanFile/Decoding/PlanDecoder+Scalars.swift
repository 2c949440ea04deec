import LoadPlan

extension PlanDecoder {
    /// A text's pieces, with every name resolved; nil where something is wrong, which is noted.
    func pieces(_ node: PlanNode, _ path: String) -> [Piece]? {
        guard let text = node.text else {
            findings.note(node, path, "a text is expected here, not \(node.kind).")
            return nil
        }
        return pieces(of: text, node, path)
    }

    /// As `pieces(_:_:)`, of a text that stands in `node`.
    func pieces(of text: String, _ node: PlanNode, _ path: String) -> [Piece]? {
        let parsed = ValueText(text)
        var isSound = true
        if let unclosed = parsed.unclosed {
            findings.note(
                at: node.position,
                path,
                text: unclosed,
                "the value has no closing brace; a literal ${ is written $${."
            )
            isSound = false
        }
        var pieces: [Piece] = []
        for segment in parsed.segments {
            switch segment {
            case .text(let text): pieces.append(.written(text))
            case .expression(let expression):
                do throws(ValueProblem) {
                    pieces += try names.resolve(expression, captured: captured)
                } catch {
                    findings.note(at: node.position, path, text: error.text, error.message)
                    isSound = false
                }
            }
        }
        return isSound ? pieces : nil
    }

    /// A text that is known when the plan is read.
    func constant(_ node: PlanNode, _ path: String) -> String? {
        guard !node.isNull else {
            findings.missing(node, path, "a value is missing.")
            return nil
        }
        guard let pieces = pieces(node, path) else { return nil }
        var result = ""
        for piece in pieces {
            guard let text = piece.text else {
                findings.note(
                    node,
                    path,
                    "this must be known before the run: variables and ${env:…} can stand here, nothing else."
                )
                return nil
            }
            result += text
        }
        return result
    }

    /// A length of time in seconds, more than 0 and at most 30 days.
    func seconds(_ node: PlanNode, _ path: String) -> Double? {
        guard let text = constant(node, path),
            let seconds = findings.parse(
                node,
                path,
                { () throws(ExpressionError) in try DurationExpression.parse(text) }
            )
        else { return nil }
        guard seconds > 0, seconds <= 30 * 86_400 else {
            findings.note(node, path, "give more than 0 and at most 30d.")
            return nil
        }
        return seconds
    }

    /// A whole number within bounds.
    func whole(_ node: PlanNode, _ path: String, in range: ClosedRange<Int>) -> Int? {
        constant(node, path).flatMap { text in
            findings.parse(node, path) { () throws(ExpressionError) in try CountExpression.parse(text, in: range) }
        }
    }

    /// A number.
    func number(_ node: PlanNode, _ path: String) -> Double? {
        guard let text = constant(node, path) else { return nil }
        guard let number = Double(text), number.isFinite else {
            findings.note(node, path, "give a number.")
            return nil
        }
        return number
    }

    /// `true` or `false`.
    func flag(_ node: PlanNode, _ path: String) -> Bool? {
        switch constant(node, path) {
        case "true": return true
        case "false": return false
        case nil: return nil
        default:
            findings.note(node, path, "give true or false.")
            return nil
        }
    }

    /// A name of the plan's own: a letter, then letters, digits, `_` and `-`.
    func isName(_ text: String, at position: Position, _ path: String, _ what: String) -> Bool {
        let isWellFormed =
            text.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x5F } ?? false
            && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
                default: false
                }
            }
        guard isWellFormed, !GeneratorExpression.reserved.contains(text) else {
            findings.note(
                at: position,
                path,
                text: text,
                isWellFormed
                    ? "this name has a meaning of its own in ${…}: choose another for \(what)."
                    : "\(what) has a name of a letter and then letters, digits, _ and -, at most 64."
            )
            return false
        }
        return true
    }
}
