extension Token {
    /// Text in which `${AWS::Region}` and its like stand for what CloudFormation knows, as in the asset manifests of the
    /// CDK. Whatever else is in braces is text.
    public init(withPlaceholders text: String) {
        var parts: [Token] = []
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            let placeholder = rest[dollar...].prefix { $0 != "}" }
            let name = placeholder.dropFirst().first == "{" ? String(placeholder.dropFirst(2)) : ""
            parts.append(.literal(String(rest[..<dollar])))
            if let parameter = PseudoParameter(rawValue: name), placeholder.endIndex < rest.endIndex {
                parts.append(.pseudo(parameter))
                rest = rest[placeholder.endIndex...].dropFirst()
            } else {
                parts.append("$")
                rest = rest[dollar...].dropFirst()
            }
        }
        self = .sub((parts + [.literal(String(rest))]).filter { $0 != .literal("") })
    }
}
