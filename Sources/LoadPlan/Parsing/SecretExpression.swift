/// Where a secret is kept: `env:NAME`, `file:/run/secrets/key`, `aws:name#key`, `ssm:/name`.
public enum SecretExpression {
    /// What is accepted, for messages.
    public static let forms = "env:NAME, file:/path, aws:NAME, aws:NAME#KEY or ssm:/NAME"

    /// Why a secret of the task's machine is refused where plans come from elsewhere.
    public static let localRefusal =
        "plans from elsewhere take no secrets from this machine: give aws:NAME or ssm:/NAME."

    /// Whether it is of the machine that runs the task.
    public static func isLocal(_ reference: SecretReference) -> Bool {
        switch reference {
        case .environment, .file: true
        case .secretsManager, .parameter: false
        }
    }

    /// Nil where `text` is none of the forms.
    public static func parse(_ text: String) -> SecretReference? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let place = String(text[text.index(after: colon)...])
        guard !place.isEmpty, place.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
            return nil
        }
        switch text[..<colon] {
        case "env": return place.contains("=") ? nil : .environment(place)
        case "file": return place.hasPrefix("/") ? .file(place) : nil
        case "aws":
            let parts = place.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard !parts.contains("") else { return nil }
            return .secretsManager(id: parts[0], key: parts.count > 1 ? parts[1] : nil)
        case "ssm": return .parameter(place)
        default: return nil
        }
    }
}
