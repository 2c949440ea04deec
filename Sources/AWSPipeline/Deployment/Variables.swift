/// Environment variables, read with errors that name them. An empty variable counts as not set, as in the AWS SDKs.
struct Variables {
    private let environment: [String: String]

    init(_ environment: [String: String]) {
        self.environment = environment
    }

    func text(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Parameter meaning: What the variable holds, for whoever must set it.
    func required(_ name: String, _ meaning: String) throws(DeploymentError) -> String {
        guard let value = text(name) else {
            throw DeploymentError(.missingVariable, "\(name) is not set: it names \(meaning)")
        }
        return value
    }

    func list(_ name: String) -> [String] {
        text(name)?.split(separator: ",").map { String($0.drop { $0 == " " }) } ?? []
    }

    /// `true` or `false`, also as `1`/`0` and `ENABLED`/`DISABLED`; `false` where it is not set.
    func flag(_ name: String) throws(DeploymentError) -> Bool {
        switch text(name)?.lowercased() {
        case nil, "false", "0", "disabled": return false
        case "true", "1", "enabled": return true
        case let other?:
            throw DeploymentError(.invalidVariable, "\(name) is '\(other.prefix(40))': give true or false")
        }
    }

    func count(_ name: String, in range: ClosedRange<Int>) throws(DeploymentError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw DeploymentError(
                .invalidVariable,
                "\(name) is '\(text.prefix(40))': give a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }
}
