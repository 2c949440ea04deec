extension HeaderExpression {
    private static let opening = "${secret:"

    /// Whether a field's value names a secret.
    static func namesSecret(_ header: RequestSpec.Header) -> Bool {
        header.value.firstRange(of: opening) != nil
    }

    /// A field's value with the secrets that it names, such as `Bearer ${secret:ssm:/shop/token}`. All else is text, other dollar
    /// signs and braces too.
    /// - Parameter allowingLocal: Whether a secret may be of the machine that runs a task, its environment and files.
    /// - Throws: ``ExpressionError`` for a name that is none. Nothing of the value is in it, as it may be the secret itself.
    public static func template(
        of header: RequestSpec.Header,
        allowingLocal: Bool
    ) throws(ExpressionError) -> Template {
        var parts: [Template.Part] = []
        var rest = header.value[...]
        func takeText(_ text: Substring) {
            if !text.isEmpty { parts.append(.text(Array(text.utf8))) }
        }
        while let start = rest.firstRange(of: opening) {
            takeText(rest[..<start.lowerBound])
            let after = rest[start.upperBound...]
            guard let end = after.firstIndex(of: "}"), let secret = SecretExpression.parse(String(after[..<end])) else {
                throw refusal(header, "in ${secret:…} give \(SecretExpression.forms).")
            }
            guard allowingLocal || !SecretExpression.isLocal(secret) else {
                throw refusal(header, SecretExpression.localRefusal)
            }
            parts.append(.value(.secret(secret), .header))
            rest = after[after.index(after: end)...]
        }
        takeText(rest)
        return Template(parts: parts)
    }

    private static func refusal(_ header: RequestSpec.Header, _ expected: String) -> ExpressionError {
        ExpressionError(.header, value: header.name, expected: expected)
    }
}
