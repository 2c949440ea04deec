/// The function that the launch endpoint answers for, however AWS's tools name it.
enum FunctionName {
    /// The launcher's name in the stack.
    static let launcher = "EcsLoadTestLauncher"

    /// Whether `text` names the launcher: by its name, its ARN, or a part of the ARN, with or without a qualifier
    /// (Lambda API reference, Invoke, FunctionName).
    static func isLauncher(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if let marker = parts.firstIndex(of: "function") {
            let rest = parts[(marker + 1)...]
            return rest.first.map { $0 == launcher } ?? false && rest.count <= 2
        }
        return parts.count <= 2 && parts.first.map { $0 == launcher } ?? false
    }
}
