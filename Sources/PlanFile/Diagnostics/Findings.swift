import LoadPlan

/// Collects what is wrong with one plan while it is read.
final class Findings {
    let file: String
    private(set) var diagnostics: [PlanDiagnostic] = []

    init(file: String) {
        self.file = file
    }

    /// Notes that `node` is wrong. Its text is not repeated where a credential belongs.
    func note(_ node: PlanNode, _ path: String, _ message: String) {
        let isShown = node.text != nil && (node.isNull || !Self.isPlaceOfCredentials(path))
        note(at: node.position, path, text: isShown ? node.shown : "", message)
    }

    /// Whether what stands there by mistake may be a credential: `auth` and what is below it, header fields as a whole and those that
    /// ``CredentialName`` covers.
    private static func isPlaceOfCredentials(_ path: String) -> Bool {
        let keys = path.split { ".[]".contains($0) }
        let isNamed = zip(keys, keys.dropFirst()).contains {
            ["headers", "query"].contains($0) && CredentialName.covers($1)
        }
        return isNamed || keys.last == "headers" || keys.contains("auth")
    }

    /// Notes that `text` at a place is wrong.
    func note(at position: Position?, _ path: String, text: String, _ message: String) {
        let diagnostic = PlanDiagnostic(file: file, position: position, path: path, text: text, message: message)
        // Merge keys and aliases lead to one place more than once.
        if diagnostics.count < 1000, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    /// Notes that something must be there and is not.
    func missing(_ node: PlanNode, _ path: String, _ message: String) {
        note(at: node.position, path, text: "", message)
    }

    /// Runs `parse`; what it throws is noted at `node`.
    func parse<Value>(_ node: PlanNode, _ path: String, _ parse: () throws(ExpressionError) -> Value) -> Value? {
        do {
            return try parse()
        } catch {
            note(at: node.position, path, text: error.value, error.expected)
            return nil
        }
    }

    /// "did you mean 'x'? " where one of `names` is near.
    static func hint(_ text: String, _ names: some Sequence<String>) -> String {
        NearMiss.of(text, among: names).map { "did you mean '\($0)'? " } ?? ""
    }
}
